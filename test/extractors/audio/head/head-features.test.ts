import { expect, test } from 'vitest';
import { openEnergyActivity } from '../../../../extractors/audio/activity/energy-activity.ts';
import { describeEgemaps } from '../../../../extractors/audio/egemaps/describe-egemaps.ts';
import { egemaps } from '../../../../extractors/audio/egemaps/egemaps.ts';
import { EGEMAPS_FUNCTIONALS } from '../../../../extractors/audio/egemaps/functional-names.ts';
import { describeHeadFrames } from '../../../../extractors/audio/head/describe-head-frames.ts';
import { headFeatures } from '../../../../extractors/audio/head/head-features.ts';
import { levelFreeEgemaps } from '../../../../extractors/audio/head/level-free-egemaps.ts';
import { describeVoice } from '../../../../extractors/audio/windows/describe-voice.ts';
import { VOICE_FEATURES } from '../../../../extractors/audio/windows/voice-features.ts';
import { babble, chunks, collect, noise, RATE } from '../signals.ts';

const hiss = noise(4, 0.03);
const voice = babble(4).map((sample, n) => 0.2 * (sample + hiss[n]!));

async function vectorsOf(samples: Float32Array, size = 8000): Promise<Float32Array[]> {
  const windows = await collect(describeVoice(chunks(samples, size), { activity: openEnergyActivity(), features: headFeatures }));
  return windows.map(({ features }) => features!);
}

test('there are 446 features, each with a name of its own, those of every voice model first', () => {
  expect(headFeatures.names).toHaveLength(446);
  expect(new Set(headFeatures.names).size).toBe(446);
  expect(headFeatures.names.slice(0, VOICE_FEATURES.length)).toEqual(VOICE_FEATURES);
});

test('each window of speech has a whole vector of finite numbers', async () => {
  const vectors = await vectorsOf(voice);
  expect(vectors).toHaveLength(5);
  for (const vector of vectors) {
    expect(vector).toHaveLength(446);
    expect(vector.every(Number.isFinite)).toBe(true);
  }
});

test.each([1000, 4321])('chunks of %d samples give the vectors of the whole', async (size) => {
  expect(await vectorsOf(voice, size)).toEqual(await vectorsOf(voice, 1e9));
});

test.each([-12, 12])('a gain of %d dB leaves the vector as it is', async (gain) => {
  const [before] = await vectorsOf(voice);
  const [after] = await vectorsOf(voice.map((sample) => sample * 10 ** (gain / 20)));
  after!.forEach((value, i) => expect(Math.abs(value - before![i]!), headFeatures.names[i]).toBeLessThan(0.02 * Math.abs(before![i]!) + 0.1));
});

test('eGeMAPS without level is eGeMAPS of the sound at the level that speech is scaled to', async () => {
  const describer = describeEgemaps(RATE);
  const frames = [...describer.push(voice), ...describer.finish()];
  const power = frames.reduce((sum, frame) => sum + frame.power, 0) / frames.length;
  const expected = await egemaps({ pieces: [voice.map((sample) => sample * Math.sqrt(1e-3 / power))], sampleRate: RATE });
  levelFreeEgemaps(frames, frames.map(() => true)).forEach((value, i) => {
    const wanted = EGEMAPS_FUNCTIONALS[i]!.endsWith('stddevNorm') ? expected[i]! * expected[i - 1]! : expected[i]!;
    expect(Math.abs(value - wanted), EGEMAPS_FUNCTIONALS[i]).toBeLessThan(0.005 * Math.abs(wanted) + 0.005);
  });
});

test('frames carry what each describer measures at that time', () => {
  const [source, alone] = [describeHeadFrames(), describeEgemaps(RATE)];
  const frames = [...(source.push(voice) as never[]), ...(source.flush() as never[])] as { egemaps: { values: Float64Array }; time: number }[];
  const expected = [...alone.push(voice), ...alone.finish()];
  expect(frames[150]!.time).toBeCloseTo(1.5 + 369 / RATE, 6);
  expect(frames[150]!.egemaps.values).toEqual(expected[150]!.values);
});

test('silence has no vector', async () => {
  expect(await vectorsOf(new Float32Array(2 * RATE))).toEqual([undefined]);
});
