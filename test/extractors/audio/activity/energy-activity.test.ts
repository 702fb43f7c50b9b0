import { expect, test } from 'vitest';
import { openEnergyActivity } from '../../../../extractors/audio/activity/energy-activity.ts';
import { babble, noise, RATE, tone } from '../signals.ts';

async function share(samples: Float32Array): Promise<number> {
  const probabilities = await openEnergyActivity().listen().push(samples);
  return probabilities.filter((probability) => probability >= 0.5).length / probabilities.length;
}

test('syllables over a soft hiss are heard as speech, the pauses between them are not', async () => {
  expect(Math.abs((await share(babble(3))) - 0.25 / 0.35)).toBeLessThan(0.12);
});

test.each([0.003, 0.03, 0.3])('steady noise of ±%d is not speech', async (amplitude) => {
  expect(await share(noise(3, amplitude))).toBe(0);
});

test.each([-12, 12])('a gain of %d dB does not change what is heard', async (gain) => {
  const loud = babble(3).map((sample) => sample * 0.2 * 10 ** (gain / 20));
  expect(Math.abs((await share(loud)) - (await share(babble(3))))).toBeLessThan(0.1);
});

test('a hum that begins and stays is taken for noise after a few seconds', async () => {
  const listener = openEnergyActivity().listen();
  await listener.push(noise(1, 0.001));
  const probabilities = await listener.push(tone(30, 120, 0.1));
  expect(probabilities[10]).toBeGreaterThan(0.9);
  expect(probabilities.at(-1)).toBeLessThan(0.1);
});

test.each([['silence', 0], ['a constant offset', 0.5], ['no numbers', NaN]])('%s is not speech', async (_, value) => {
  expect(await share(new Float32Array(RATE).fill(value))).toBe(0);
});

test('chunks give the same probabilities as the whole, and the unfinished frame comes with the flush', async () => {
  const sound = babble(1.01);
  const [whole, cut] = [openEnergyActivity().listen(), openEnergyActivity().listen()];
  const expected = [...(await whole.push(sound)), ...(await whole.flush())];
  const found: number[] = [];
  for (let at = 0; at < sound.length; at += 300) found.push(...(await cut.push(sound.subarray(at, at + 300))));
  expect([...found, ...(await cut.flush())]).toEqual(expected);
  expect(expected).toHaveLength(Math.ceil(sound.length / 512));
});

test('nothing is flushed when the last frame was complete', async () => {
  const listener = openEnergyActivity().listen();
  await listener.push(new Float32Array(1024));
  expect(await listener.flush()).toHaveLength(0);
});
