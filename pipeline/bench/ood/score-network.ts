import { detectionScores, type DetectionScores } from '../../../fusion/metrics/detection-scores.ts';
import { riskCoverage } from '../../../fusion/metrics/risk-coverage.ts';
import type { GateMethod, Scorer } from '../../../plugins/gate/gate-method.ts';
import { GATE_METHODS } from '../../../plugins/gate/gate-methods.ts';
import { logitsOf } from '../../../plugins/gate/linear-head.ts';
import { trainingUnits, type TrainingUnits } from '../../../plugins/gate/training-units.ts';
import { countRows, rowAt, type UnitRows } from '../../../plugins/gate/unit-rows.ts';
import { randomFor } from '../../../runtime/train/random.ts';
import type { Engine } from '../../../fusion/train/engine.ts';
import type { LabelledVectors } from '../labelled-vectors.ts';
import { holdOut, vectorAt } from './hold-out.ts';
import { makeStrangers, type PictureSize } from './strangers.ts';
import { withClassifier, type Classifier } from './train-classifier.ts';

/** One network: which classes it never sees, and what is drawn. */
export interface OodPoint {
  readonly held: readonly number[];
  readonly seed: number;
  readonly epochs: number;
  /** Height and width of pictures. */
  readonly size?: PictureSize | undefined;
}

/** How well each method tells test vectors from strangers, on one network. */
export interface OodOutcome {
  /** Share of test vectors that the network classes rightly, in [0, 1]. */
  readonly accuracy: number;
  /** By method, then by kind of strangers. */
  readonly scores: Readonly<Record<string, Readonly<Record<string, DetectionScores>>>>;
  /** By method: area under the risk–coverage curve of the test vectors. */
  readonly aurc: Readonly<Record<string, number>>;
}

/** What a network is trained with. */
export interface OodTools {
  /** Keys of `GATE_METHODS`. */
  readonly methods: readonly string[];
  readonly engine: Engine;
  readonly signal: AbortSignal;
  /** Vectors of the user's that are no part of the data, by name. */
  readonly others?: Readonly<Record<string, readonly Float32Array[]>>;
}

/**
 * Trains a network without some classes and resolves with how well each method tells what it knows from what it does not. The settings of a method are those that tell vectors of training best from
 * Gaussian noise, as its papers choose them; none of the strangers is looked at.
 */
export async function scoreNetwork(data: LabelledVectors, { held, seed, epochs, size }: OodPoint, { methods, engine, signal, others = {} }: OodTools): Promise<OodOutcome> {
  const parts = holdOut(data, held, seed);
  const inputs = ({ labels, ...rows }: LabelledVectors) => Array.from(labels, (_, row) => parts.toInput(vectorAt(rows, row)));
  const vectors = inputs(parts.train);
  return withClassifier({ vectors, labels: parts.train.labels, classes: parts.train.classes, size, seed, epochs, engine, signal }, async (classifier) => {
    const units = await classifier.units(vectors);
    const training = trainingUnits(units, classifier.head, parts.train.labels);
    const test = await classifier.units(inputs(parts.test));
    const noise = await classifier.units(vectors.slice(0, 500).map((vector, row) => vector.map((_, at) => randomFor(seed, 'noise', row, at).normal())));
    const strangers = await unitsOf({ ...makeStrangers(parts, { seed, size }), ...others }, (vector) => parts.toInput(vector), classifier);
    const wrong = Float64Array.from(parts.test.labels, (label, row) => Number(believed(classifier, test, row) !== label));
    const scorers = methods.map((name) => [name, tuned(GATE_METHODS[name]!, training, noise)] as const);
    return {
      accuracy: 1 - wrong.reduce((sum, value) => sum + value, 0) / wrong.length,
      scores: Object.fromEntries(scorers.map(([name, score]) => [name, Object.fromEntries(Object.entries(strangers).map(([kind, rows]) => [kind, detectionScores(scoresOf(test, score), scoresOf(rows, score))]))])),
      aurc: Object.fromEntries(scorers.map(([name, score]) => [name, riskCoverage(scoresOf(test, score), wrong).area])),
    };
  });
}

async function unitsOf(kinds: Readonly<Record<string, readonly Float32Array[]>>, toInput: (vector: Float32Array) => Float32Array, classifier: Classifier): Promise<Record<string, UnitRows>> {
  const units: Record<string, UnitRows> = {};
  for (const [kind, vectors] of Object.entries(kinds)) units[kind] = await classifier.units(vectors.map(toInput));
  return units;
}

function tuned(method: GateMethod, training: TrainingUnits, noise: UnitRows): Scorer {
  let best: { readonly auroc: number; readonly score: Scorer } | undefined;
  for (const settings of method.grid) {
    const score = method.open(method.fit(training, settings), training.head);
    const auroc = method.grid.length === 1 ? 1 : detectionScores(scoresOf(training.rows, score), scoresOf(noise, score)).auroc;
    if (best === undefined || auroc > best.auroc) best = { auroc, score };
  }
  return best!.score; // Every method has settings
}

function scoresOf(rows: UnitRows, score: Scorer): Float64Array {
  return Float64Array.from({ length: countRows(rows) }, (_, index) => score(rowAt(rows, index)));
}

function believed({ head }: Classifier, units: UnitRows, row: number): number {
  const logits = logitsOf(head, rowAt(units, row));
  return logits.indexOf(Math.max(...logits));
}
