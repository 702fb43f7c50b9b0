import { expect, test } from 'vitest';
import { MODELS } from '../../../../extractors/models/registry.ts';
import { openFaceEmbedder } from '../../../../extractors/visual/identity/face-embedder.ts';
import { faceIn } from '../faces.ts';
import { pattern } from '../pattern.ts';
import { stubSession } from '../stub-session.ts';

const face = { image: pattern(32, 32), face: faceIn({ x: 0, y: 0, width: 32, height: 32 }) };

function embedder(id: string, length: number, value: number) {
  const card = id === 'sface' ? MODELS.sface : MODELS['human-faceres'];
  const session = stubSession({ input: card.input.name, batch: 'batch', answer: (_, count) => ({ out: new Float32Array(count * length).fill(value) }) });
  return openFaceEmbedder({ session, model: { id, card, path: '', sha256: '' } });
}

test('the net’s vector is brought to length 1', async () => {
  const [vector] = await embedder('sface', 128, 5).embed([face]);
  expect(vector).toHaveLength(128);
  expect(Math.hypot(...vector!)).toBeCloseTo(1, 6);
});

test('a vector of zeros stays as it is, for there is nothing to compare', async () => {
  expect(Math.hypot(...(await embedder('sface', 128, 0).embed([face]))[0]!)).toBe(0);
});

test('a model that no embedder is written for is refused by name', () => {
  expect(() => embedder('nobody', 128, 1)).toThrow(/nobody: no face embedder/);
});

test('a net that gives another number of values is a wrong output', async () => {
  await expect(embedder('human-faceres', 128, 1).embed([face])).rejects.toMatchObject({ code: 'WRONG_OUTPUT' });
});
