import { expect, test } from 'vitest';
import type { ModelCard } from '../../../../extractors/models/card.ts';
import { MODELS } from '../../../../extractors/models/registry.ts';
import { openExpressionReader } from '../../../../extractors/visual/expression/card-reader.ts';
import { EXPRESSION_CUTS } from '../../../../extractors/visual/expression/face-cuts.ts';
import { faceIn } from '../faces.ts';
import { pattern } from '../pattern.ts';
import { stubSession } from '../stub-session.ts';

const CUT = { kind: 'square', enlarge: 1 } as const;
const faceInImage = { image: pattern(32, 32), face: faceIn({ x: 0, y: 0, width: 32, height: 32 }) };

function reader(output: ModelCard['output'], values: readonly number[], { id = 'stub', cuts = [CUT], batch = 'batch' }: { id?: string; cuts?: readonly (typeof CUT)[]; batch?: string | number } = {}) {
  const input = { name: 'in', layout: 'NHWC', size: [2, 2], channels: 'gray', scale: 1, mean: [0], std: [1] } as const;
  const card: ModelCard = { ...MODELS['human-emotion'], input, output };
  const session = stubSession({ input: 'in', batch, answer: (_, count) => ({ out: Float32Array.from({ length: count * values.length }, (_, index) => values[index % values.length]!) }) });
  return { session, open: () => openExpressionReader({ session, model: { id, card, path: '', sha256: '' } }, { cuts }) };
}

test('logits become probabilities that keep their ratios', async () => {
  const { open } = reader({ names: ['out'], labels: ['a', 'b'], activation: 'logits' }, [Math.log(3) + 100, 100]);
  const [reading] = await open().read([faceInImage]);
  expect([...reading!.probabilities]).toEqual([expect.closeTo(0.75, 5), expect.closeTo(0.25, 5)]);
  expect(reading).not.toHaveProperty('valence');
});

test('valence and arousal are taken from their places and scaled to -1..1', async () => {
  const output = { names: ['out'], labels: ['a', 'b'], activation: 'logits', valenceArousal: { valence: 2, arousal: 3, range: [0, 4] } } as const;
  const [reading] = await reader(output, [0, 0, 3, 9]).open().read([faceInImage]);
  expect(reading).toMatchObject({ valence: 0.5, arousal: 1 });
});

test('several cuts of one face are one reading, their mean', async () => {
  const { open, session } = reader({ names: ['out'], labels: ['a', 'b'], activation: 'softmax' }, [0.25, 0.75], { cuts: [CUT, CUT, CUT] });
  const readings = await open().read([faceInImage, faceInImage]);
  expect(readings.map(({ probabilities }) => [...probabilities])).toEqual([[0.25, 0.75], [0.25, 0.75]]);
  expect(session.batches).toEqual([6]);
});

test('a graph for one item is run item by item', async () => {
  const { open, session } = reader({ names: ['out'], labels: ['a', 'b'], activation: 'softmax' }, [0.25, 0.75], { batch: 1 });
  await open().read([faceInImage, faceInImage, faceInImage]);
  expect(session.batches).toEqual([1, 1, 1]);
});

test('more than sixteen items are dealt out in batches', async () => {
  const { open, session } = reader({ names: ['out'], labels: ['a', 'b'], activation: 'softmax' }, [0.25, 0.75]);
  expect(await open().read(Array.from({ length: 20 }, () => faceInImage))).toHaveLength(20);
  expect(session.batches).toEqual([16, 4]);
});

test('no faces are no readings, and nothing is run', async () => {
  const { open, session } = reader({ names: ['out'], labels: ['a', 'b'], activation: 'softmax' }, [0.25, 0.75]);
  expect(await open().read([])).toEqual([]);
  expect(session.batches).toEqual([]);
});

test('an output of another length than the labels is a wrong output', async () => {
  const { open } = reader({ names: ['out'], labels: ['a', 'b', 'c'], activation: 'softmax' }, [0.25, 0.75]);
  await expect(open().read([faceInImage])).rejects.toMatchObject({ name: 'ModelError', code: 'WRONG_OUTPUT' });
});

test('a model without a known crop is refused by name', () => {
  const { open } = reader({ names: ['out'], labels: ['a'], activation: 'softmax' }, [1], { id: 'nobody', cuts: [] });
  expect(open).toThrow(/nobody: no face crop/);
});

test('a card that leaves out its labels is refused', () => {
  expect(reader({ names: ['out'] }, [1]).open).toThrow('lacks labels');
});

test.each(Object.entries(MODELS).filter(([, card]) => card.task === 'facial-expression').map(([id]) => id))('%s has a crop', (id) => {
  expect(EXPRESSION_CUTS[id]?.length).toBeGreaterThan(0);
});
