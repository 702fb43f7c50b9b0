/**
 * Times training on candidate labels beside plain cross-entropy on true ones, same network, same views of the examples:
 * `node test/bench/partial.bench.ts [--method NAME …] [--rounds 7] [--json]`
 *
 * Each round trains every method for some epochs, one after another; a step is the time from the first step of a run to the last, bookkeeping and the end of epochs included. A method's
 * ratio is the median over rounds of its step over that of cross-entropy in the same round; CPU time of the process is told beside, since other programs spoil the other.
 * Exits with 1 when the ratio of CPU times of a method is over budget (`budgets.json`). PiCO's are told and have none: its slow copy, projection and queue are what it is.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import tf from '@tensorflow/tfjs';
import { createHead } from '../../fusion/heads/heads.ts';
import { linear } from '../../fusion/layers/linear.ts';
import { composeModel, type Model } from '../../fusion/train/compose-model.ts';
import { onnxEngine } from '../../fusion/train/engine.ts';
import { examplesInMemory } from '../../fusion/train/example.ts';
import { augmentFeatures } from '../../fusion/train/partial/augment-features.ts';
import { composePartial } from '../../fusion/train/partial/compose-partial.ts';
import { flipCandidates } from '../../fusion/train/partial/draw-candidates.ts';
import { PARTIAL_METHODS } from '../../fusion/train/partial/methods.ts';
import { PartialTraining } from '../../fusion/train/partial/partial-training.ts';
import { trainFold } from '../../fusion/train/train-fold.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { adam } from '../../runtime/train/optimizers/adam.ts';
import { randomFor } from '../../runtime/train/random.ts';
import { constant } from '../../runtime/train/schedules/schedule.ts';
import { median } from './training/step-times.ts';
import type { FusionModel } from '../../fusion/models/fusion-model.ts';

const { values } = parseArgs({ options: { method: { type: 'string', multiple: true, default: Object.keys(PARTIAL_METHODS) }, rounds: { type: 'string', default: '7' }, json: { type: 'boolean', default: false } } });
const { most } = (JSON.parse(readFileSync(new URL('budgets.json', import.meta.url), 'utf8')) as { partial: { most: number } }).partial;

const [COUNT, DIMENSIONS, CLASSES, BATCH, EPOCHS] = [1280, 768, 7, 64, 12];
const augmentation = { noise: 0.3 };
const labels = Int32Array.from({ length: COUNT }, (_, index) => index % CLASSES);
const examples = Array.from(labels, (label, index) => ({ clip: String(index), features: { x: { values: Float32Array.from({ length: DIMENSIONS }, randomFor(1, index).normal) } }, targets: { expression: Int32Array.of(label) } }));
const names = Array.from({ length: CLASSES }, (_, code) => `class ${code}`);
const network: FusionModel = { name: 'mlp', takes: 'utterance', perFrame: false, fuse: (scope, { x }) => ({ features: [256, 128].reduce((all: tf.Tensor, units, layer) => tf.relu(linear(scope.in(String(layer)), all, units)), x!.values) }) };

await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
const runners = ['cross-entropy', ...values.method];
const rounds: Record<string, { readonly ms: number; readonly cpuMs: number }>[] = [];
for (const runner of runners) await stepOf(runner, 2);
for (let round = 0; round < Number(values.rounds); round += 1) {
  const each: (typeof rounds)[number] = {};
  for (const runner of runners) each[runner] = await stepOf(runner, EPOCHS);
  rounds.push(each);
}
const rows = runners.map((name) => {
  const middle = (of: (round: (typeof rounds)[number]) => number) => Math.round(median(rounds.map(of)) * 1000) / 1000;
  return { name, ms: middle((round) => round[name]!.ms), cpuMs: middle((round) => round[name]!.cpuMs), ratio: middle((round) => round[name]!.ms / round['cross-entropy']!.ms), cpuRatio: middle((round) => round[name]!.cpuMs / round['cross-entropy']!.cpuMs) };
});
const over = rows.filter(({ name, cpuRatio }) => cpuRatio > most && PARTIAL_METHODS[name]?.contrast === undefined).map(({ name }) => name);
if (values.json) console.log(JSON.stringify({ rows, over }, null, 2));
else {
  console.table(rows);
  console.log(over.length === 0 ? 'all within budget' : `over budget: ${over.join(', ')}`);
}
process.exitCode = over.length === 0 ? 0 : 1;

/** Resolves with the milliseconds of a step. */
async function stepOf(name: string, epochs: number): Promise<{ readonly ms: number; readonly cpuMs: number }> {
  const method = PARTIAL_METHODS[name];
  const partial = method && new PartialTraining(flipCandidates(labels, { classes: CLASSES, ambiguity: 0.3, noise: 0.2, seed: 1 }), method, { epochs, opensAt: 2, noise: 0.2, seed: 1 });
  const model = method === undefined ? plain() : composePartial(network, { method, labels: names, modalities: ['x'], augmentation });
  const targets = method === undefined ? ['target.expression', 'target.expression.weight'] : [];
  const layout = { modalities: { x: { dimensions: DIMENSIONS, length: null } }, targets, frames: null };
  const plan = { run: name, seed: 1, epochs, batch: BATCH, learningRate: 1e-3, optimizer: adam(), schedule: constant, metric: 'accuracy', patience: null, checkpointEvery: 1e9 } as const;
  let first: { readonly step: number; readonly at: number; readonly cpu: number } | undefined;
  let last = { step: 0, at: 0, cpu: 0 };
  for await (const event of trainFold({ model, layout, classes: CLASSES, train: examplesInMemory(examples), val: examplesInMemory(examples.slice(0, 2 * CLASSES)), plan, engine: onnxEngine(runtime), partial })) {
    if (event.kind !== 'steps') continue;
    const { user, system } = process.cpuUsage();
    last = { step: event.step, at: performance.now(), cpu: (user + system) / 1000 };
    first ??= last;
  }
  return { ms: (last.at - first!.at) / (last.step - first!.step), cpuMs: (last.cpu - first!.cpu) / (last.step - first!.step) };
}

function plain(): Model {
  const model = composeModel(network, createHead({ name: 'expression', labels: names }), { modalities: ['x'] });
  return { ...model, loss: (scope, batch) => model.loss(scope, augmentFeatures(scope, batch, { ...augmentation, modalities: ['x'] })) };
}
