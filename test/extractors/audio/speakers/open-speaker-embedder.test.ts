import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openSpeakerEmbedder } from '../../../../extractors/audio/speakers/open-speaker-embedder.ts';
import { MODELS } from '../../../../extractors/models/registry.ts';
import { SPEAKER_EMBEDDING } from '../../../../extractors/models/registry/speaker-embedding.ts';
import { openRuntime } from '../../../../runtime/open-runtime.ts';
import golden from './golden/embedder.json' with { type: 'json' };

const path = fileURLToPath(new URL('golden/embedder.onnx', import.meta.url));
const real = SPEAKER_EMBEDDING['wespeaker-resnet34-lm'];

/** A net of random weights with the card of WeSpeaker's, but for its width. */
const tiny = (dimensions: number) => ({ id: 'tiny', path, sha256: 'f'.repeat(64), card: { ...real, speaker: { ...real.speaker, dimensions } } });

/** The gliding tone of `golden/make-embedder.py`. */
const sound = (hertz: number) => Float32Array.from({ length: 24_000 }, (_, index) => {
  const t = index / 16_000;
  return 0.3 * Math.sin(2 * Math.PI * (hertz * t + 90 * t * t)) * (1.2 + Math.sin(2 * Math.PI * 4 * t)) + 0.01 * Math.sin(2 * Math.PI * 3001 * t);
});

test('a sound becomes the vector of unit length that numpy gives for the same net', async () => {
  await using runtime = await openRuntime({ device: 'cpu', workers: 1 });
  await using embedder = openSpeakerEmbedder({ session: await runtime.open(path, { name: 'tiny' }), model: tiny(6) });
  for (const [hertz, wanted] of Object.entries(golden)) {
    const vector = await embedder.embed(sound(Number(hertz)));
    for (const [index, value] of wanted.entries()) expect(vector[index]).toBeCloseTo(value, 4);
  }
});

test('a net of another width than its card says, and a model for something else, are refused', async () => {
  await using runtime = await openRuntime({ device: 'cpu', workers: 1 });
  const session = await runtime.open(path, { name: 'tiny' });
  await using embedder = openSpeakerEmbedder({ session, model: tiny(7) });
  await expect(embedder.embed(sound(120))).rejects.toThrow('its output embs is not 7 numbers');
  expect(() => openSpeakerEmbedder({ session, model: { ...tiny(6), id: 'yunet', card: MODELS.yunet } })).toThrow('yunet does not tell voices apart');
});
