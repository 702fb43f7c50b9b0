import { readFileSync } from 'node:fs';
import tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { movedPrototypes } from '../../../../fusion/train/partial/contrast/moved-prototypes.ts';
import { composePartial, PARTIAL_INPUTS, PARTIAL_REPORTS } from '../../../../fusion/train/partial/compose-partial.ts';
import { pico, picoPlus } from '../../../../fusion/train/partial/methods/pico.ts';
import { PartialTraining } from '../../../../fusion/train/partial/partial-training.ts';
import type { FusionModel } from '../../../../fusion/models/fusion-model.ts';
import type { PartialMethod } from '../../../../fusion/train/partial/partial-method.ts';
import { eagerScope } from '../../layers/eager-scope.ts';
import { onTfjsCpu } from '../../../runtime/compile/on-tfjs-cpu.ts';

type Numbers = readonly number[];
interface Step {
  readonly loss: number;
  readonly targets: Numbers;
  readonly distances: Numbers;
  readonly prototypes: Numbers;
  readonly queue: Numbers;
  readonly queueClasses: Numbers;
  readonly slow: Numbers;
  readonly gradients: Readonly<Record<string, Numbers>>;
}
interface Golden {
  readonly sizes: { readonly batch: number; readonly classes: number; readonly inputs: number; readonly dimensions: number; readonly queue: number };
  readonly options: { readonly temperature: number; readonly beliefTemperature: number; readonly keyMomentum: number; readonly prototypeMomentum: number; readonly weight: number };
  readonly parting: { readonly share: number; readonly neighbours: number; readonly weight: number; readonly classifier: number };
  readonly momentum: number;
  readonly share: number;
  readonly parameters: Readonly<Record<string, Numbers>>;
  readonly slow: Readonly<Record<string, Numbers>>;
  readonly steps: Readonly<Record<string, Step>>;
  readonly x: Numbers;
  readonly sets: Numbers;
  readonly before: Numbers;
  readonly reliable: Numbers;
  readonly partner: Numbers;
  readonly prototypes: Numbers;
  readonly queue: Numbers;
  readonly facts: Numbers;
}

const golden = JSON.parse(readFileSync(new URL('golden/pico.json', import.meta.url), 'utf8')) as Golden;
const { batch: B, classes: C, inputs: X, dimensions: D, queue: Q } = golden.sizes;
const rows = (values: Numbers, columns: number) => tf.tensor2d([...values], [values.length / columns, columns]);
const near = (tensor: tf.Tensor, expected: Numbers) => {
  expect(tensor.size).toBe(expected.length);
  tensor.dataSync().forEach((value, at) => expect(value).toBeCloseTo(expected[at]!, 4));
};

beforeAll(onTfjsCpu);

const asIs: FusionModel = { name: 'as-is', takes: 'utterance', perFrame: false, fuse: (_scope, { x }) => ({ features: x!.values }) };
const shapeOf = (name: string, { length }: Numbers) => (name.endsWith('bias') ? [length] : name.startsWith('head') || name.includes('hidden') ? [X, length / X] : [X, D]);
const tensors = (of: Readonly<Record<string, Numbers>>, rename = (name: string) => name) => new Map(Object.entries(of).map(([name, values]) => [rename(name), tf.tensor([...values], shapeOf(name, values))]));

function stepOf(method: PartialMethod, { moves, momentum }: { readonly moves: number; readonly momentum: number }) {
  const parameters = tensors(golden.parameters);
  const statistics = tensors(golden.slow, (name) => name.replace(/\/([^/]+)$/, '/key-$1'));
  statistics.set('contrast/prototypes', rows(golden.prototypes, D)).set('contrast/queue', rows(golden.queue, D)).set('contrast/queue-labels', rows(golden.facts, C + 2)).set('contrast/begun', tf.ones([1]));
  const batch = {
    x: rows(golden.x, X), 'x.mask': tf.ones([B]), [PARTIAL_INPUTS.candidates]: rows(golden.sets, C), [PARTIAL_INPUTS.targets]: rows(golden.before, C), [PARTIAL_INPUTS.knobs]: tf.tensor1d([0, momentum, 1, moves]),
    ...(method.contrast?.reliable && { [PARTIAL_INPUTS.reliable]: tf.tensor1d([...golden.reliable]) }), [PARTIAL_INPUTS.partner]: tf.tensor1d([...golden.partner], 'int32'), [PARTIAL_INPUTS.share]: tf.scalar(golden.share),
  };
  const model = composePartial(asIs, { method, labels: ['a', 'b', 'c', 'd'], modalities: ['x'] });
  const names = [...parameters.keys()];
  const kept: { reports: Readonly<Record<string, tf.Tensor>> } = { reports: {} };
  const { value, grads } = tf.valueAndGrads((...given: tf.Tensor[]) => {
    const scope = eagerScope({ training: true, parameters: new Map(names.map((name, at) => [name, given[at]!])), statistics });
    const { loss, reports = {} } = model.loss(scope, batch);
    kept.reports = Object.fromEntries(Object.entries(reports).map(([name, tensor]) => [name, tf.keep(tensor.clone())]));
    return loss;
  })(names.map((name) => parameters.get(name)!));
  return { value, gradients: Object.fromEntries(names.map((name, at) => [name, grads[at]!])), reports: kept.reports, statistics };
}

const options = { ...golden.options, dimensions: D, queue: Q };
describe.each([
  ['pico', pico(options), { moves: 1, momentum: golden.momentum }],
  ['warm', pico(options), { moves: 0, momentum: 1 }],
  ['pico-plus', picoPlus(options, golden.parting), { moves: 1, momentum: golden.momentum }],
])('%s', (name, method, knobs) => {
  test('a step gives the loss, the gradients and the state that PyTorch gives by the formulas of the paper', () => {
    const expected = golden.steps[name]!;
    const { value, gradients, reports, statistics } = stepOf(method, knobs);
    expect(value.dataSync()[0]).toBeCloseTo(expected.loss, 4);
    for (const [parameter, values] of Object.entries(expected.gradients)) near(gradients[parameter]!, values);
    near(reports[PARTIAL_REPORTS.targets]!, expected.targets);
    if (name === 'pico-plus') near(reports[PARTIAL_REPORTS.distances]!, expected.distances);
    near(statistics.get('contrast/prototypes')!, expected.prototypes);
    near(statistics.get('contrast/queue')!, expected.queue);
    near(tf.slice(statistics.get('contrast/queue-labels')!, [0, 0], [-1, C]), expected.queueClasses);
    near(statistics.get('contrast/hidden/key-weight')!, expected.slow);
  });
});

test('prototypes are moved as if by one example after another', () => {
  const examples = tf.tensor2d([[1, 0], [0, 1], [0.6, 0.8]]);
  const moved = movedPrototypes(tf.zeros([2, 2]), examples, { labels: tf.tensor2d([[1, 0], [1, 0], [0, 0]]), momentum: 0.5 });
  near(moved, [1 / Math.sqrt(5), 2 / Math.sqrt(5), 0, 0]); // (0.5, 0) → (0.25, 0.5)
});

test('the nearest to their prototypes are reliable in the next epoch, as many as the share says; known ones in any case', () => {
  const sets = new Uint8Array(10).fill(1);
  const training = new PartialTraining({ classes: 2, sets, pinned: Uint8Array.of(0, 0, 1, 0, 0) }, picoPlus(), { epochs: 10, targetsFrom: 3, seed: 1 });
  const reliable = () => Array.from(training.fill([0, 1, 2, 3, 4], { epoch: 1, step: 0 })[PARTIAL_INPUTS.reliable]!);
  const report = { [PARTIAL_REPORTS.targets]: new Float32Array(10).fill(0.5), [PARTIAL_REPORTS.candidates]: new Float32Array(10).fill(1), [PARTIAL_REPORTS.margins]: new Float32Array(5), [PARTIAL_REPORTS.distances]: Float32Array.of(-0.9, 0.2, 0.9, -0.5, 0.1) };
  training.take(report, [[0, 1, 2, 3, 4]]);
  training.endEpoch(1);
  expect(reliable()).toEqual([1, 1, 1, 1, 1]);
  training.endEpoch(2);
  expect(reliable()).toEqual([1, 0, 1, 1, 0]); // ⌊0.6 · 4⌋ of the four that are not known
});

test('a batch of one class, and one example alone, have a finite loss', () => {
  for (const rowsOf of [[0, 0, 0], [0]]) {
    const batch = { x: tf.randomNormal([rowsOf.length, X], 0, 1, 'float32', 1), 'x.mask': tf.ones([rowsOf.length]), [PARTIAL_INPUTS.candidates]: tf.tensor2d(rowsOf.map(() => [1, 0, 0, 0])), [PARTIAL_INPUTS.targets]: tf.tensor2d(rowsOf.map(() => [1, 0, 0, 0])), [PARTIAL_INPUTS.knobs]: tf.tensor1d([0, 0.9, 1, 1]), [PARTIAL_INPUTS.reliable]: tf.ones([rowsOf.length]) };
    const model = composePartial(asIs, { method: picoPlus(), labels: ['a', 'b', 'c', 'd'], modalities: ['x'], mixup: 0 });
    expect(Number.isFinite(model.loss(eagerScope({ training: true }), batch).loss.dataSync()[0])).toBe(true);
  }
});
