import { expect, test } from 'vitest';
import { openEnergyActivity } from '../../../../extractors/audio/activity/energy-activity.ts';
import { toTurns } from '../../../../extractors/audio/activity/to-turns.ts';
import type { Sound } from '../../../../extractors/audio/sound.ts';
import { describeVoice } from '../../../../extractors/audio/windows/describe-voice.ts';
import { VOICE_DESCRIPTORS } from '../../../../extractors/audio/windows/voice-descriptors.ts';
import { VOICE_FEATURES } from '../../../../extractors/audio/windows/voice-features.ts';
import type { VoiceWindow } from '../../../../extractors/audio/windows/voice-window.ts';
import { babble, chunks, collect, noise, RATE } from '../signals.ts';

const activity = openEnergyActivity();

function describe(samples: Float32Array, { size = 8000, time = 0, ...options }: { size?: number; time?: number; window?: number; hop?: number } = {}) {
  return collect(describeVoice(chunks(samples, size, time), { activity, ...options }));
}

function spans(windows: readonly VoiceWindow[]): number[][] {
  return windows.map(({ start, end }) => [start, end]);
}

test('windows of two seconds follow every half second, and the last one ends with the sound', async () => {
  expect(spans(await describe(babble(3.2)))).toEqual([[0, 2], [0.5, 2.5], [1, 3], [3.2 - 2, 3.2]]);
});

test('a last window that already ends with the sound is not repeated', async () => {
  expect(spans(await describe(babble(3)))).toEqual([[0, 2], [0.5, 2.5], [1, 3]]);
});

test('windows lie on the clock of the clip', async () => {
  expect(spans(await describe(babble(1), { time: 7.25, window: 0.5, hop: 0.25 }))).toEqual([[7.25, 7.75], [7.5, 8], [7.75, 8.25]]);
});

test('sound shorter than a window gives one shorter window', async () => {
  expect(spans(await describe(babble(0.7)))).toEqual([[0, 0.7]]);
});

test('one sample gives one window without features', async () => {
  const [only, ...others] = await describe(Float32Array.of(0.5));
  expect(only).toEqual({ start: 0, end: 1 / RATE, speech: expect.any(Number), descriptors: {}, activity: expect.any(Float32Array) });
  expect(others).toEqual([]);
});

test('no sound gives no windows', async () => {
  expect(await describe(new Float32Array(0))).toEqual([]);
  expect(await collect(describeVoice(chunks(new Float32Array(0), 1), { activity }))).toEqual([]);
});

test('speech has finite features and descriptors, each with a unit', async () => {
  const [first] = await describe(babble(2));
  expect(first!.features).toHaveLength(VOICE_FEATURES.length);
  expect(first!.features!.every(Number.isFinite)).toBe(true);
  expect(Object.keys(first!.descriptors).sort()).toEqual(Object.keys(VOICE_DESCRIPTORS).sort());
  expect(Object.values(first!.descriptors).every(Number.isFinite)).toBe(true);
});

test('the mean pitch of a window is that of its voice', async () => {
  const [first] = await describe(babble(2));
  expect(first!.descriptors.f0Mean).toBeGreaterThan(140);
  expect(first!.descriptors.f0Mean).toBeLessThan(165); // 150 Hz ± 30 Hz, a slow vibrato
});

test.each([['silence', new Float32Array(2 * RATE)], ['noise', noise(2, 0.1)], ['no numbers', new Float32Array(2 * RATE).fill(NaN)]])(
  'a window of %s has a level but no features',
  async (_, samples) => {
    const [first] = await describe(samples);
    expect(first!.features).toBeUndefined();
    expect(Object.keys(first!.descriptors)).toEqual(['level']);
    expect(first!.speech).toBeLessThan(0.1);
  },
);

test.each([1000, 4321, 64_000])('chunks of %d samples give the same windows as the whole', async (size) => {
  expect(withoutActivity(await describe(babble(4), { size }))).toEqual(withoutActivity(await describe(babble(4), { size: 1e9 })));
});

test('the activity of all windows, joined, is that of the whole sound', async () => {
  const sound = babble(5.3);
  const listener = activity.listen();
  const expected = [...(await listener.push(sound)), ...(await listener.flush())];
  const joined = (await describe(sound)).flatMap((window) => [...window.activity]);
  expect(joined).toEqual(expected);
  expect(toTurns(joined)).toHaveLength(1);
});

test.each([-12, 12])('a gain of %d dB leaves the features as they are', async (gain) => {
  const hiss = noise(2, 0.03);
  const sound = babble(2).map((sample, n) => (sample + hiss[n]!) * 0.2);
  const [before] = await describe(sound);
  const [after] = await describe(sound.map((sample) => sample * 10 ** (gain / 20)));
  after!.features!.forEach((value, i) => expect(Math.abs(value - before!.features![i]!)).toBeLessThan(0.02 * Math.abs(before!.features![i]!) + 0.1));
  expect(after!.descriptors.level! - before!.descriptors.level!).toBeCloseTo(gain, 0);
});

test('a window is given before the sound after it is asked for', async () => {
  let asked = 0;
  async function* endless(): AsyncGenerator<Sound> {
    for (const chunk of Array.from({ length: 100 }, (_, i) => ({ time: i, sampleRate: RATE, samples: new Float32Array(RATE) }))) {
      asked++;
      yield chunk;
    }
  }
  for await (const { end } of describeVoice(endless(), { activity })) if (end >= 4) break;
  expect(asked).toBe(5);
});

test('sound of another rate is refused with its rate', async () => {
  async function* telephone(): AsyncGenerator<Sound> {
    yield { time: 0, sampleRate: 8000, samples: new Float32Array(8000) };
  }
  await expect(collect(describeVoice(telephone(), { activity }))).rejects.toThrow(/8000 samples per second/);
});

test.each([[0, 0.5], [2, 0], [NaN, 1]])('a window of %d s every %d s is refused', async (window, hop) => {
  await expect(describe(babble(1), { window, hop })).rejects.toThrow(RangeError);
});

function withoutActivity(windows: readonly VoiceWindow[]): Omit<VoiceWindow, 'activity'>[] {
  return windows.map(({ start, end, speech, features, descriptors }) => ({ start, end, speech, descriptors, ...(features && { features }) }));
}
