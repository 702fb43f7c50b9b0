import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openEnergyActivity } from '../../../../extractors/audio/activity/energy-activity.ts';
import { voiceHeadCard } from '../../../../extractors/audio/head/voice-head.card.ts';
import { headFeatures } from '../../../../extractors/audio/head/head-features.ts';
import { openVoiceHead } from '../../../../extractors/audio/head/voice-head.ts';
import { describeVoice } from '../../../../extractors/audio/windows/describe-voice.ts';
import { VOICE_FEATURES } from '../../../../extractors/audio/windows/voice-features.ts';
import { openRuntime } from '../../../../runtime/open-runtime.ts';
import type { Session } from '../../../../runtime/runtime.ts';
import { float32 } from '../../../../runtime/tensor.ts';
import { babble, chunks, collect } from '../signals.ts';

interface Golden {
  readonly features: readonly (readonly number[])[];
  readonly probabilities: readonly (readonly number[])[];
}

const FILE = new URL('../../../../extractors/audio/head/voice-head.onnx', import.meta.url);
/** Probabilities computed in float64 by golden/make-voice-head.py from the file's weights, without ONNX Runtime. */
const golden = JSON.parse(readFileSync(new URL('../golden/voice-head.json', import.meta.url), 'utf8')) as Golden;
const model = { id: 'affekt-voice-ravdess', card: voiceHeadCard };
const features = golden.features.map((vector) => Float32Array.from(vector));

async function openHead() {
  const runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  const head = openVoiceHead({ session: await runtime.open(FILE.pathname, { name: model.id }), model });
  return { head, [Symbol.asyncDispose]: () => runtime[Symbol.asyncDispose]() };
}

function stub(outputs: Float32Array, width: number = VOICE_FEATURES.length): Session {
  return {
    name: 'stub',
    device: 'cpu',
    inputs: [{ name: 'features', type: 'float32', dims: ['batch', width] }],
    outputs: [],
    floats: (length) => new Float32Array(length),
    run: async () => ({ probabilities: float32(outputs, 1, outputs.length) }),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

test('the card names the file that is there, by its checksum', () => {
  const sha256 = createHash('sha256').update(readFileSync(FILE)).digest('hex');
  expect(voiceHeadCard.file).toEqual({ bundled: 'extractors/audio/head/voice-head.onnx', sha256 });
});

test('the head gives the probabilities that its weights say, in order', async () => {
  await using opened = await openHead();
  const readings = await opened.head.read(features);
  readings.forEach(({ probabilities }, i) => probabilities.forEach((value, c) => expect(value).toBeCloseTo(golden.probabilities[i]![c]!, 5)));
  expect(opened.head.labels).toEqual(['neutral', 'anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise']);
});

test('a synthetic voice is described and read as it was when the golden was recorded', async () => {
  const [first] = await collect(describeVoice(chunks(babble(2), 4000), { activity: openEnergyActivity(), features: headFeatures }));
  first!.features!.forEach((value, i) => expect(Math.abs(value - golden.features[0]![i]!)).toBeLessThan(1e-3 * Math.max(1, Math.abs(value))));
});

test('reading leaves the vectors usable', async () => {
  await using opened = await openHead();
  const once = await opened.head.read(features);
  expect(await opened.head.read(features)).toEqual(once);
});

test('no vectors give no readings', async () => {
  expect(await openVoiceHead({ session: stub(new Float32Array(7)), model }).read([])).toEqual([]);
});

test('a model for another number of features is refused with the numbers that are known', () => {
  expect(() => openVoiceHead({ session: stub(new Float32Array(7), 12), model })).toThrow(`takes 12 features, but a window of sound has ${headFeatures.names.length} or ${VOICE_FEATURES.length}`);
});

test('an output that does not fit the labels is refused', async () => {
  await expect(openVoiceHead({ session: stub(new Float32Array(8)), model }).read(features)).rejects.toThrow(/8 probabilities for 7 classes/);
});
