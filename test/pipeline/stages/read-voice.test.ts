import { expect, test } from 'vitest';
import { openEnergyActivity } from '../../../extractors/audio/activity/energy-activity.ts';
import type { VoiceReader } from '../../../extractors/audio/head/voice-reader.ts';
import { voiceFeatureSet } from '../../../extractors/audio/windows/voice-feature-set.ts';
import { readVoice } from '../../../pipeline/stages/read-voice.ts';

const RATE = 16_000;
const hum = { time: 0, sampleRate: RATE, samples: Float32Array.from({ length: 3 * RATE }, (_, n) => (n < RATE ? 0 : 0.3 * [1, 2, 3, 4, 5].reduce((sum, k) => sum + Math.sin((2 * Math.PI * 140 * k * n) / RATE) / k, 0))) };
const reader: VoiceReader = {
  id: 'stub',
  labels: ['neutral', 'anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise'],
  features: voiceFeatureSet,
  read: (vectors) => Promise.resolve(vectors.map(() => ({ probabilities: Float32Array.of(0, 1, 0, 0, 0, 0, 0), units: Float32Array.of(7) }))),
  [Symbol.asyncDispose]: () => Promise.resolve(),
};

test('a window that the gate doubts has the reason in place of a verdict, and how familiar it is', async () => {
  const read = async (doubt: string | undefined) => (await readVoice(ReadableStream.from([hum]), { activity: openEnergyActivity(), reader, gate: { judge: ([unit]) => ({ familiarity: unit! / 10, doubt }) } }, { window: 2, hop: 0.5 }))!.rows.at(-1);
  const [doubted, believed] = [await read('not speech'), await read(undefined)];
  expect(doubted).toMatchObject({ uncertain: 'not speech', familiarity: 0.7 });
  expect(doubted).not.toHaveProperty('verdict');
  expect(believed).toMatchObject({ familiarity: 0.7, verdict: { expression: 'anger' } });
  expect(believed).not.toHaveProperty('uncertain');
});
