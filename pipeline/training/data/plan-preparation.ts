import { ConfigError } from '../../../configs/config-error.ts';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { ModelNeeds } from './check-config.ts';
import type { ClipTruth } from './clip-truth.ts';
import type { FeatureSet } from './feature-set.ts';
import { wayFor, type PreparedModality, type Preparation } from './preparation.ts';
import { commonRate, rateOf } from './rate-of.ts';
import type { ScannedClip } from './scan-features.ts';

/** What is known of a corpus once its features have been read. */
export interface Corpus {
  readonly features: FeatureSet;
  readonly scanned: readonly ScannedClip[];
  /** In the order of `scanned`. */
  readonly truths: readonly ClipTruth[];
}

/** Rates that differ by more than this share are not the same. */
const TOLERANCE = 0.05;

/**
 * Returns how features are to be prepared for the model.
 *
 * @throws ConfigError when windows or the alignment do not suit the features
 * @throws DatasetError BAD_TIMES when a learned alignment meets rates that differ from clip to clip
 */
export function planPreparation(config: TrainingConfig, { takes, output }: ModelNeeds, corpus: Corpus): Preparation {
  const { alignment, windows } = config;
  const modalities = toModalities(corpus);
  const levels = Object.values(modalities).map(({ level }) => level);
  const way = wayFor({ takes, output, method: alignment.method, levels });
  const fault = (detail: string) => new ConfigError('training configuration', [detail], undefined, 'Correct the configuration.');
  if (windows !== null && output === 'clip' && levels.every((level) => level === 'utterance')) throw fault('windows: every modality has one vector a clip, and there is nothing to cut; leave windows out');
  if (alignment.onto !== null && (way === 'timeline' || way === 'learned') && modalities[alignment.onto]?.level === 'utterance') {
    throw fault(`alignment.onto: "${alignment.onto}" has one vector a clip, and no times; name a modality of frames`);
  }
  const labelRate = output === 'frame' ? commonRate(corpus.truths.map(({ times }) => rateOf(times ?? new Float64Array(0)))) : null;
  const preparation = { way, output, modalities, alignment, windows, labelRate };
  if (way === 'learned') refuseUneven(preparation, config, corpus);
  return preparation;
}

function toModalities({ features, scanned }: Corpus): Record<string, PreparedModality> {
  const entries = Object.entries(features.folders).map(([name, { level, dimensions }]) => {
    const rate = level === 'utterance' ? null : commonRate(scanned.map(({ tracks }) => rateOf(tracks[name]?.times ?? new Float64Array(0))));
    return [name, { level, dimensions, rate }] as const;
  });
  return Object.fromEntries(entries);
}

/** A learned convolution knows one rate for each modality, and rows that follow each other by it. */
function refuseUneven({ modalities, labelRate }: Preparation, config: TrainingConfig, { features, scanned, truths }: Corpus): void {
  const advice = 'and alignment.method "convolution" needs one rate for all clips; "linear" takes any times';
  for (const { clip, tracks } of scanned) {
    for (const [name, { times }] of Object.entries(tracks)) {
      const [rate, common] = [rateOf(times), modalities[name]!.rate];
      if (rate === null || common === null || isNear(rate, common)) continue;
      throw new DatasetError('BAD_TIMES', { path: features.folders[name]!.path, detail: `the clip "${clip}" has ${show(rate)} rows a second where most have ${show(common)}, ${advice}` });
    }
  }
  const odd = labelRate === null ? undefined : truths.find(({ times }) => times !== undefined && !isRegular(times, labelRate));
  if (odd === undefined) return;
  throw new DatasetError('BAD_TIMES', { path: config.labels.file, detail: `the labels of the clip "${odd.clip}" do not follow each other at ${show(labelRate!)} a second as those of most, ${advice}` });
}

function isNear(rate: number, common: number): boolean {
  return Math.abs(rate / common - 1) <= TOLERANCE;
}

function isRegular(times: Float64Array, rate: number): boolean {
  return times.every((time, row) => Math.abs(time - times[0]! - row / rate) <= 0.5 / rate);
}

function show(rate: number): string {
  return Number(rate.toPrecision(4)).toString();
}
