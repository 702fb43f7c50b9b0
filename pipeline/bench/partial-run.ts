import tf from '@tensorflow/tfjs';
import { linear } from '../../fusion/layers/linear.ts';
import type { FusionModel } from '../../fusion/models/fusion-model.ts';
import type { Engine } from '../../fusion/train/engine.ts';
import { examplesInMemory, type ExampleSource } from '../../fusion/train/example.ts';
import type { PictureViews } from '../../fusion/train/partial/augment-features.ts';
import { describeCandidates, type CandidateSets } from '../../fusion/train/partial/candidate-sets.ts';
import { composePartial } from '../../fusion/train/partial/compose-partial.ts';
import { flipCandidates } from '../../fusion/train/partial/draw-candidates.ts';
import { PartialTraining } from '../../fusion/train/partial/partial-training.ts';
import { trainFold } from '../../fusion/train/train-fold.ts';
import { sgd } from '../../runtime/train/optimizers/sgd.ts';
import { cosine } from '../../runtime/train/schedules/schedule.ts';
import type { Tensor } from '@tensorflow/tfjs';
import type { LabelledVectors, VectorSplit } from './labelled-vectors.ts';
import type { PartialEntrant } from './partial-entrants.ts';

/** One run of the comparison. */
export interface PartialPoint {
  readonly ambiguity: number;
  readonly noise: number;
  readonly seed: number;
  readonly epochs: number;
  /** e₀. */
  readonly opensAt: number;
  /** Standard deviation of the noise that makes a view. */
  readonly jitter: number;
  /** How else views differ, of vectors that are pictures. */
  readonly picture?: PictureViews | undefined;
}

/** What came out of it. Shares are in [0, 1]. */
export interface PartialOutcome {
  /** On the test part: mean over the last five epochs. Nothing is chosen by it. */
  readonly accuracy: number;
  /** Share of the training examples whose final target is the truth. */
  readonly right: number;
  /** Of the examples whose target left their set: how many were wrong sets; and of the wrong sets, how many targets left. Absent where none did. */
  readonly precision?: number;
  readonly recall: number;
  /** λ at the end. */
  readonly lambda: number;
  /** What was drawn: candidates a set, share of sets without the truth. */
  readonly candidates: number;
  readonly noise: number;
}

const LAST = 5;
/** Epochs before targets move, of 100. */
const REST = 5;

/** What is trained, and how: that of the figures in the literature on digits. */
export const PARTIAL_NETWORK = { hidden: [128, 128], batch: 64, learningRate: 0.05, momentum: 0.9, weightDecay: 1e-3, floor: 1e-3 } as const;

const network: FusionModel = {
  name: 'mlp',
  takes: 'utterance',
  perFrame: false,
  fuse: (scope, { x }) => ({ features: PARTIAL_NETWORK.hidden.reduce((values: Tensor, units, layer) => tf.relu(linear(scope.in(String(layer)), values, units)), x!.values) }),
};

/** Trains a small network on candidate sets drawn around the truth, and resolves with how well it does. */
export async function runPartial({ train, test }: VectorSplit, { method, mixup = method.mixup ?? 0, lambda, oracle = false }: PartialEntrant, point: PartialPoint & { readonly engine: Engine; readonly signal?: AbortSignal }): Promise<PartialOutcome> {
  const { ambiguity, noise, seed, epochs, opensAt, jitter, picture, engine, signal } = point;
  const { classes, labels, dimensions } = train;
  const candidates = oracle ? truthOnly(train) : flipCandidates(labels, { classes, ambiguity, noise, seed });
  const targetsFrom = Math.max(1, Math.round((REST * epochs) / 100));
  const partial = new PartialTraining(candidates, method, { epochs, targetsFrom, opensAt, noise, lambda, seed, mixes: mixup > 0 });
  const names = Array.from({ length: classes }, (_, label) => String(label));
  const model = composePartial(network, { method, labels: names, modalities: ['x'], augmentation: { noise: jitter, ...(picture && { pictures: { x: picture } }) }, mixup });
  const layout = { modalities: { x: { dimensions, length: null } }, targets: [], frames: null };
  const { batch, learningRate, momentum, weightDecay, floor } = PARTIAL_NETWORK;
  const plan = { run: method.name, seed, epochs, batch, learningRate, optimizer: sgd({ momentum, weightDecay }), schedule: cosine({ floor }), metric: 'accuracy', patience: null, checkpointEvery: 1e9 } as const;
  const accuracies: number[] = [];
  for await (const event of trainFold({ model, layout, classes, train: toExamples(train), val: toExamples(test), plan, engine, partial, signal })) {
    if (event.kind === 'epoch') accuracies.push(event.record.scores.accuracy!);
  }
  signal?.throwIfAborted();
  const accuracy = accuracies.slice(-LAST).reduce((sum, value) => sum + value, 0) / Math.min(LAST, accuracies.length);
  const { candidates: size, noise: missing } = describeCandidates(candidates, labels);
  return { accuracy, ...judgeTargets(partial, candidates, labels), lambda: partial.lambda, candidates: size, noise: missing };
}

function truthOnly({ labels, classes }: LabelledVectors): CandidateSets {
  const sets = new Uint8Array(labels.length * classes);
  labels.forEach((label, row) => (sets[row * classes + label] = 1));
  return { classes, sets };
}

function toExamples({ values, labels, dimensions }: LabelledVectors): ExampleSource {
  return examplesInMemory(Array.from(labels, (label, row) => ({ clip: String(row), features: { x: { values: values.subarray(row * dimensions, (row + 1) * dimensions) } }, targets: { expression: Int32Array.of(label) } })));
}

function judgeTargets({ targets }: PartialTraining, { sets, classes }: CandidateSets, labels: Int32Array): Pick<PartialOutcome, 'right' | 'precision' | 'recall'> {
  const counts = { right: 0, left: 0, wrong: 0, found: 0 };
  labels.forEach((label, row) => {
    const own = targets.subarray(row * classes, (row + 1) * classes);
    const believed = own.indexOf(Math.max(...own));
    const isWrong = sets[row * classes + label] === 0;
    const hasLeft = sets[row * classes + believed] === 0;
    counts.right += Number(believed === label);
    counts.left += Number(hasLeft);
    counts.wrong += Number(isWrong);
    counts.found += Number(isWrong && hasLeft);
  });
  return { right: counts.right / labels.length, ...(counts.left > 0 && { precision: counts.found / counts.left }), recall: counts.wrong === 0 ? 0 : counts.found / counts.wrong };
}
