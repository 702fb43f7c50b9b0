import { existsSync } from 'node:fs';
import { readTable, type TableRow } from '../../../datasets/tables/read-table.ts';
import { calibrationSummary, mergeCalibrations, type CalibrationSummary } from '../../../fusion/metrics/calibration-summary.ts';

/** A predicted value beside the true one, which is NaN where it is not known. */
export type PredictedPair = readonly [predicted: number, actual: number];

/** What a page shows of `validation.csv`. */
export interface Validation {
  /** Where classes are predicted and some are known. */
  readonly calibration?: CalibrationSummary | undefined;
  /** Empty where they are not predicted; at most a few thousand, spread evenly over the table, of the same rows. */
  readonly valence: readonly PredictedPair[];
  readonly arousal: readonly PredictedPair[];
}

/** More points hide each other. */
const MAX_POINTS = 3000;
/** Rows that are summed up together. */
const CHUNK = 4096;

/** Reads the table row by row and resolves with its points and how far its probabilities can be trusted; with nothing of a table that is not there. */
export async function readValidation(path: string, classes: readonly string[]): Promise<Validation> {
  if (!existsSync(path)) return { valence: [], arousal: [] };
  const points = pointSampler();
  const trust = calibrator(classes);
  for await (const row of readTable(path, [])) {
    points.add(row);
    trust.add(row);
  }
  return { calibration: trust.summary(), ...points.pairs() };
}

/** Keeps every row, then every second, every fourth, … so that they stay few and evenly spread. */
function pointSampler() {
  let kept: (readonly [valence: PredictedPair, arousal: PredictedPair])[] = [];
  let [row, stride] = [0, 1];
  const pair = (of: TableRow, name: string): PredictedPair => [toNumber(of.cell(name)), toNumber(of.cell(`actual_${name}`))];
  const known = (pairs: readonly PredictedPair[]) => (pairs.some(([predicted]) => Number.isFinite(predicted)) ? pairs : []);
  return {
    add(each: TableRow) {
      if (row++ % stride !== 0) return;
      kept.push([pair(each, 'valence'), pair(each, 'arousal')]);
      if (kept.length <= MAX_POINTS) return;
      kept = kept.filter((_, index) => index % 2 === 0);
      stride *= 2;
    },
    pairs: () => ({ valence: known(kept.map(([valence]) => valence)), arousal: known(kept.map(([, arousal]) => arousal)) }),
  };
}

function calibrator(classes: readonly string[]) {
  const codes = new Map(classes.map((name, code) => [name.trim(), code]));
  const parts: CalibrationSummary[] = [];
  let [predicted, actual]: [number[], number[]] = [[], []];
  const flush = () => {
    if (actual.length > 0) parts.push(calibrationSummary({ predicted, actual, classes: classes.length }));
    [predicted, actual] = [[], []];
  };
  return {
    add(row: TableRow) {
      const code = codes.get(row.cell('actual_expression'));
      const probabilities = classes.map((name) => toNumber(row.cell(`p_${name}`)));
      if (code === undefined || !probabilities.every(Number.isFinite)) return;
      predicted.push(...probabilities);
      actual.push(code);
      if (actual.length === CHUNK) flush();
    },
    summary(): CalibrationSummary | undefined {
      flush();
      return parts.length === 0 ? undefined : mergeCalibrations(parts);
    },
  };
}

function toNumber(text: string): number {
  return text === '' ? NaN : Number(text);
}
