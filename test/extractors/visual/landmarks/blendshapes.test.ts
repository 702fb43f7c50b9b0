import { expect, test } from 'vitest';
import { MODELS } from '../../../../extractors/models/registry.ts';
import { BLENDSHAPE_NAMES, BLENDSHAPE_POINTS } from '../../../../extractors/visual/landmarks/blendshape-layout.ts';
import { openBlendshapes } from '../../../../extractors/visual/landmarks/blendshapes.ts';
import { stubSession } from '../stub-session.ts';

function open() {
  const fed: number[][] = [];
  const answer = (data: Float32Array) => {
    fed.push([...data]);
    return { out: new Float32Array(52).fill(0.5) };
  };
  const model = { id: 'mediapipe-face-blendshapes', card: MODELS['mediapipe-face-blendshapes'], path: '', sha256: '' };
  return { fed, blendshapes: openBlendshapes({ session: stubSession({ input: 'input', batch: 1, answer }), model }) };
}

test('the net is given x and y of its 146 points in its order', async () => {
  const { fed, blendshapes } = open();
  const points = Float32Array.from({ length: 478 * 3 }, (_, index) => index);
  const [scores] = await blendshapes.score([{ points, presence: 1 }]);
  expect(fed[0]).toHaveLength(292);
  expect(fed[0]!.slice(0, 6)).toEqual([0, 1, 3, 4, 12, 13]);
  expect(scores).toHaveLength(52);
});

test('there are 52 different names and 146 different points, the irises last', () => {
  expect(new Set(BLENDSHAPE_NAMES).size).toBe(52);
  expect(new Set(BLENDSHAPE_POINTS).size).toBe(146);
  expect(BLENDSHAPE_POINTS.at(-1)).toBe(477);
});

test('a mesh without irises is refused, with its number of points', async () => {
  const mesh = { points: new Float32Array(468 * 3), presence: 1 };
  await expect(open().blendshapes.score([mesh])).rejects.toThrow('468 points was given where 478 are needed');
});
