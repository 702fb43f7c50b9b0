import type { TrainingConfig } from '../../../configs/training/schema.ts';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import type { LearnedAlignment } from '../../../fusion/train/compose-model.ts';
import type { CandidateQuality } from '../../../datasets/pseudo-labels/candidate-quality.ts';
import type { PartialFold, TrainingData, TrainingFold } from '../training-data.ts';
import { checkConfig, type ModelNeeds } from './check-config.ts';
import { checkReach } from './check-reach.ts';
import { planClip, type ClipPlan } from './clip-plan.ts';
import { openClipReader } from './clip-reader.ts';
import { openFeatureSet } from './feature-set.ts';
import { fingerprintOf } from './fingerprint-of.ts';
import { joinClips, list } from './join-clips.ts';
import { longestOfSplit } from './longest-of-split.ts';
import { countClasses, makeTrainingFolds, type ClipFold } from './make-training-folds.ts';
import { measurePlans, noiseOf } from './partial/noise-of.ts';
import { readPartialTruth } from './partial/read-partial-truth.ts';
import { toCandidateSets } from './partial/to-candidate-sets.ts';
import { planPreparation, type Corpus } from './plan-preparation.ts';
import { rateFor } from './prepare-tracks.ts';
import type { Preparation } from './preparation.ts';
import { readTruth } from './read-truth.ts';
import { scanFeatures, type ScanOptions } from './scan-features.ts';
import { sizeWarnings } from './size-warnings.ts';
import { summariseData } from './summarise-data.ts';
import { timeWarnings } from './time-warnings.ts';
import { toExampleSource, type ExampleOptions } from './to-example-source.ts';
import { toLayout } from './to-layout.ts';

/** Training data, and how they were prepared: what `toManifest` writes down. */
export interface PreparedTrainingData extends TrainingData {
  readonly facts: Preparation;
  /** Returns the times of a clip's rows, seconds, shape `[T]`. */
  readonly times: (clip: string) => Float64Array;
}

/** How data are opened. */
export interface OpenOptions extends ScanOptions {
  /** Windows that examples are cut by, where folds are to be those of the windows in the configuration. */
  readonly cutBy?: TrainingConfig['windows'] | undefined;
}

const GIGABYTE = 1e9;

/**
 * Opens everything that a training run needs of the disk and checks all of it: labels and features are joined by the name of the clip,
 * parted into folds, aligned and cut as the model wants it. All files are read once; later each when its examples are, and kept in
 * memory up to `runtime.memory`. The same configuration gives the same examples in the same order.
 *
 * @throws ConfigError when parts of the configuration do not suit each other or the features
 * @throws DatasetError for labels, features and folds that cannot be used, naming file and clip; what aborted the signal
 */
export async function openTrainingData(config: TrainingConfig, options: OpenOptions = {}): Promise<PreparedTrainingData> {
  const needs = checkConfig(config);
  const { corpus, quality, warnings: joining } = await openCorpus(config, needs, options);
  const asConfigured = planPreparation(config, needs, corpus);
  const planAll = (preparation: Preparation) => corpus.truths.map((truth, index) => planClip(preparation, truth, { scanned: corpus.scanned[index]! }));
  const planned = planAll(asConfigured);
  const { folds, warnings: parting } = makeTrainingFolds(planned, { config, classes: needs.classes });
  const facts = options.cutBy === undefined ? asConfigured : { ...asConfigured, windows: options.cutBy };
  const plans = options.cutBy === undefined ? planned : planAll(facts);
  const timelines = new Map(plans.map(({ truth, timeline }) => [truth.clip, timeline]));
  const timing = timeWarnings(facts, plans, config.labels.file);
  const longestFor = longestOfSplit(facts, plans);
  const layout = toLayout(facts, plans, { targets: needs.targets, longestFor });
  const reaching = options.cutBy === undefined ? checkReach(config, layout, learnedAlignment(facts)) : []; // Who cuts otherwise takes another base, too
  const read = openClipReader({ features: corpus.features, preparation: facts, longestFor, bytes: config.runtime.memory * GIGABYTE });
  return {
    facts,
    times: (clip) => timelines.get(clip)!,
    layout,
    classes: needs.classes,
    output: needs.output,
    alignment: learnedAlignment(facts),
    folds: folds.map((fold) => withPlans(fold, plans)).map((fold) => ({ ...toTrainingFold(fold, { read, layout, classes: needs.classes.length }), ...(config.training.partial !== null && { partial: toPartialFold(fold, { config, classes: needs.classes.length, quality }) }) })),
    fingerprint: fingerprintOf(plans),
    summary: summariseData(facts, plans, { classes: needs.classes, layout }),
    warnings: [...joining, ...timing, ...parting, ...reaching, ...sizeWarnings({ layout, batch: config.training.batch, preparation: facts, plans, memory: config.runtime.memory })],
  };
}

async function openCorpus(config: TrainingConfig, { tasks }: ModelNeeds, options: ScanOptions): Promise<{ readonly corpus: Corpus; readonly quality?: CandidateQuality | undefined; readonly warnings: readonly string[] }> {
  const features = await openFeatureSet(config.features);
  const partial = config.training.partial === null ? undefined : await readPartialTruth(config);
  const { truths, warnings: joining } = joinClips(partial?.truths ?? (await readTruth(config.labels, tasks)), features, config.labels.file);
  const warnings = [...joining, ...(partial?.warnings ?? [])];
  const scanned = await scanFeatures(features, truths.map(({ clip }) => clip), options);
  for (const [name, { path }] of Object.entries(features.folders)) {
    if (!scanned.some(({ tracks }) => tracks[name] !== undefined)) throw new DatasetError('NO_COMMON_CLIP', { path, detail: `has no row of features for any of the ${truths.length} labelled clips that it has files of` });
  }
  const isEmpty = (index: number) => Object.keys(scanned[index]!.tracks).length === 0;
  const empty = truths.filter((_, index) => isEmpty(index)).map(({ clip }) => clip);
  return {
    quality: partial?.quality,
    corpus: { features, truths: truths.filter((_, index) => !isEmpty(index)), scanned: scanned.filter((_, index) => !isEmpty(index)) },
    warnings: empty.length === 0 ? warnings : [...warnings, `${empty.length} labelled clips have files without a row of features and are left out: ${list(empty)}.`],
  };
}

/** The same clips, as these plans cut them. */
function withPlans({ name, train, val, test }: ClipFold, plans: readonly ClipPlan[]): ClipFold {
  const byClip = new Map(plans.map((plan) => [plan.truth.clip, plan]));
  const find = (part: readonly ClipPlan[]) => part.map(({ truth }) => byClip.get(truth.clip)!);
  return { name, train: find(train), val: find(val), test: find(test) };
}

function toTrainingFold({ name, train, val, test }: ClipFold, { classes, ...options }: ExampleOptions & { readonly classes: number }): TrainingFold {
  return { name, train: toExampleSource(train, options), val: toExampleSource(val, options), test: toExampleSource(test, options), classCounts: countClasses(train, classes) };
}

function toPartialFold({ train }: ClipFold, { config, classes, quality }: { readonly config: TrainingConfig; readonly classes: number; readonly quality: CandidateQuality | undefined }): PartialFold {
  const truths = train.flatMap(({ truth, spans }) => spans.map(() => truth));
  return {
    candidates: toCandidateSets(train, classes),
    clips: truths.map(({ clip }) => clip),
    truth: truths.map(({ targets }) => targets.expression![0]!),
    noise: noiseOf(config, train, quality),
    quality: quality ?? measurePlans(train),
  };
}

/** Returns the learned part of the alignment; `undefined` where there is none. */
function learnedAlignment(preparation: Preparation): LearnedAlignment | undefined {
  const { way, alignment, modalities } = preparation;
  if (way !== 'learned') return undefined;
  return { onto: alignment.onto!, rates: Object.fromEntries(Object.keys(modalities).map((name) => [name, rateFor(preparation, name)])), channels: alignment.channels };
}
