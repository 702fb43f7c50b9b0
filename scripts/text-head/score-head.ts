import { readText, type TextReader } from '../../extractors/text/emotion/text-reader.ts';
import { bootstrapInterval, type Interval } from '../../fusion/metrics/bootstrap-interval.ts';
import { macroF1 } from '../../fusion/metrics/macro-f1.ts';
import { weightedF1 } from '../../fusion/metrics/weighted-f1.ts';
import type { Comment, RatedSentence } from './corpora.ts';

/** A score with the 95 % of bootstrap samples, and the same of its lead over the baseline. */
interface Compared {
  readonly score: Bounds;
  readonly lead?: Bounds;
}

type Bounds = readonly [value: number, low: number, high: number];

/** Decisions over the classes, row by row: 1 where a class is assigned. */
type Decisions = readonly (readonly number[])[];

/** Returns how well a reader assigns the classes of GoEmotions: several labels a comment as its authors score it, and one class a comment where there is one label. */
export function scoreComments(reader: TextReader, comments: readonly Comment[], baseline?: Decisions) {
  const readings = comments.map(({ text }) => readText(reader, text));
  const wanted = comments.map(({ labels }) => reader.labels.map((_, k) => Number(labels.includes(k))));
  const ours = readings.map(({ assigned }) => reader.labels.map((label) => Number(assigned.includes(label))));
  const single = [...comments.keys()].filter((i) => comments[i]!.labels.length === 1);
  const [top, truth] = [single.map((i) => topOf(readings[i]!.probabilities)), single.map((i) => comments[i]!.labels[0]!)];
  return {
    comments: comments.length,
    macroF1: compare(counts(wanted, ours), baseline && counts(wanted, baseline), (sums) => meanOf(f1s(sums))),
    f1: Object.fromEntries(f1s(add(counts(wanted, ours))).map((f1, k) => [reader.labels[k]!, f1])),
    ...(baseline && { baselineF1: Object.fromEntries(f1s(add(counts(wanted, baseline))).map((f1, k) => [reader.labels[k]!, f1])) }),
    oneLabel: { comments: single.length, macroF1: macroF1(top, truth, { classes: reader.labels.length }), accuracy: meanOf(top.map((k, i) => Number(k === truth[i]))) },
    calibration: { meanTopProbability: meanOf(single.map((i) => Math.max(...readings[i]!.probabilities))) },
  };
}

/** Returns the correlation and the mean absolute error (on the scale from 1 to 5) of valence, arousal and dominance. */
export function scoreRatings(reader: TextReader, sentences: readonly RatedSentence[], baseline?: readonly (readonly number[])[]) {
  const readings = sentences.map(({ text }) => readText(reader, text));
  return Object.fromEntries(
    (['valence', 'arousal', 'dominance'] as const).map((name, d) => {
      const [said, rated] = [readings.map((reading) => reading[name]), sentences.map(({ ratings }) => ratings[d]!)];
      const theirs = baseline?.map((row) => row[d]!);
      const error = meanOf(said.map((value, i) => 2 * Math.abs(value - rated[i]!)));
      return [name, { pearson: compare(pairs(said, rated), theirs && pairs(theirs, rated), correlation), meanAbsoluteError: error }];
    }),
  );
}

/** Returns macro and weighted F1 of the most probable class on utterances that carry one emotion. */
export function scoreUtterances(reader: TextReader, utterances: readonly { readonly text: string; readonly label: number }[]) {
  const top = utterances.map(({ text }) => topOf(readText(reader, text).probabilities));
  const truth = utterances.map(({ label }) => label);
  const options = { classes: reader.labels.length };
  return { utterances: top.length, macroF1: macroF1(top, truth, options), weightedF1: weightedF1(top, truth, options), accuracy: meanOf(top.map((k, i) => Number(k === truth[i]))) };
}

/** `ours` and `theirs` hold what each row adds to sums from which `value` makes the score. */
function compare(ours: readonly Float64Array[], theirs: readonly Float64Array[] | undefined, value: (sums: Float64Array) => number): Compared {
  const score = toBounds(bootstrapInterval(ours, { merge: add, value, seed: 1 }));
  if (theirs === undefined) return { score };
  const both = ours.map((row, i) => Float64Array.of(...row, ...theirs[i]!));
  const width = ours[0]!.length;
  return { score, lead: toBounds(bootstrapInterval(both, { merge: add, value: (sums) => value(sums.subarray(0, width)) - value(sums.subarray(width)), seed: 1 })) };
}

/** Hits, assigned and wanted of each class. */
function counts(wanted: Decisions, given: Decisions): Float64Array[] {
  return wanted.map((row, i) => Float64Array.from(row.flatMap((yes, k) => [yes * given[i]![k]!, given[i]![k]!, yes])));
}

function f1s(sums: Float64Array): number[] {
  return Array.from({ length: sums.length / 3 }, (_, k) => (2 * sums[3 * k]!) / (sums[3 * k + 1]! + sums[3 * k + 2]!));
}

function pairs(said: readonly number[], rated: readonly number[]): Float64Array[] {
  return said.map((x, i) => Float64Array.of(1, x, rated[i]!, x * x, rated[i]! ** 2, x * rated[i]!));
}

function correlation([n, x, y, xx, yy, xy]: Float64Array): number {
  return (n! * xy! - x! * y!) / Math.sqrt((n! * xx! - x! ** 2) * (n! * yy! - y! ** 2));
}

function add(rows: readonly Float64Array[]): Float64Array {
  const sums = new Float64Array(rows[0]!.length);
  for (const row of rows) for (let k = 0; k < sums.length; k++) sums[k]! += row[k]!;
  return sums;
}

function toBounds({ value, low, high }: Interval): Bounds {
  return [value, low, high];
}

function topOf(probabilities: Float32Array): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
