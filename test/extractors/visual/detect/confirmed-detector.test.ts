import { expect, test } from 'vitest';
import { openConfirmedDetector } from '../../../../extractors/visual/detect/confirmed-detector.ts';
import { faceIn } from '../faces.ts';
import { pattern } from '../pattern.ts';

const box = { x: 0, y: 0, width: 10, height: 10 };
const image = pattern(16, 16);

function stages(scores: readonly number[][], presence: number) {
  const asked: number[] = [];
  const closed: string[] = [];
  const detector = {
    id: 'stub',
    detect: async () => scores.map((ofImage) => ofImage.map((score) => faceIn(box, score))),
    [Symbol.asyncDispose]: async () => void closed.push('detector'),
  };
  const mesher = {
    id: 'mesh',
    points: 1,
    locate: async (faces: readonly unknown[]) => {
      asked.push(faces.length);
      return faces.map(() => ({ points: new Float32Array(3), presence }));
    },
    [Symbol.asyncDispose]: async () => void closed.push('mesher'),
  };
  return { asked, closed, options: { detector, mesher } };
}

test('sure faces are kept without asking the mesh', async () => {
  const { asked, options } = stages([[0.9], [0.8]], 0);
  expect((await openConfirmedDetector(options).detect([image, image])).flat()).toHaveLength(2);
  expect(asked).toEqual([]);
});

test('doubtful faces of all pictures are asked for at once, and dropped where the mesh sees nothing', async () => {
  const { asked, options } = stages([[0.9, 0.5], [0.6]], 0.2);
  const found = await openConfirmedDetector(options).detect([image, image]);
  expect(found.map((faces) => faces.map(({ score }) => score))).toEqual([[0.9], []]);
  expect(asked).toEqual([2]);
});

test('closing the detector closes both stages', async () => {
  const { closed, options } = stages([], 0);
  await openConfirmedDetector(options)[Symbol.asyncDispose]();
  expect(closed.toSorted()).toEqual(['detector', 'mesher']);
});
