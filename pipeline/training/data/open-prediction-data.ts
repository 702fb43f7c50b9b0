import { ConfigError } from '../../../configs/config-error.ts';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import type { ExampleSource } from '../../../fusion/train/example.ts';
import type { Layout } from '../../../fusion/train/layout.ts';
import { planClip, type ClipPlan } from './clip-plan.ts';
import { openClipReader } from './clip-reader.ts';
import type { ClipTruth, Task } from './clip-truth.ts';
import { openFeatureSet, type FeatureSet } from './feature-set.ts';
import { joinClips, list } from './join-clips.ts';
import { longestOfSplit } from './longest-of-split.ts';
import { manifestLayout, type Manifest } from './manifest.ts';
import type { Preparation } from './preparation.ts';
import { rateFor } from './prepare-tracks.ts';
import { readTruth } from './read-truth.ts';
import { scanFeatures, type ScannedClip, type ScanOptions } from './scan-features.ts';
import { toExampleSource } from './to-example-source.ts';
import { toLayout } from './to-layout.ts';
import { without } from './without.ts';

/** What is to be predicted on. */
export interface PredictionOptions extends ScanOptions {
  /** Folder of each modality. A modality that is left out is absent in every clip. */
  readonly features: Readonly<Record<string, string>>;
  /** Table of known answers, as in training; for labels by frame also the instants that are predicted. */
  readonly labels?: string | undefined;
  /** GB of features that are kept in memory. Default 1.5. */
  readonly memory?: number | undefined;
}

/** Everything that prediction needs of the disk. */
export interface PredictionData {
  readonly layout: Layout;
  /** The windows of a clip follow each other. */
  readonly source: ExampleSource;
  readonly clips: readonly string[];
  /** Whether answers are known. Without, all targets are −1 or NaN. */
  readonly labelled: boolean;
  readonly warnings: readonly string[];
  /** Resolves with the time of each predicted row of a clip, in seconds; `[0]` for one prediction a clip. */
  readonly times: (clip: string) => Promise<Float64Array>;
}

/**
 * Opens features to be predicted on, prepared as the head was trained. A clip longer than any in training is cut into windows that half
 * overlap, whose predictions are to be averaged.
 *
 * @throws ConfigError for a modality that the head does not know
 * @throws DatasetError for features or labels that cannot be used; what aborted the signal
 */
export async function openPredictionData(manifest: Manifest, options: PredictionOptions): Promise<PredictionData> {
  const features = await openFolders(manifest, options.features);
  const joined = await readTruths(manifest, features, options.labels);
  const scanned = await scanFeatures(features, joined.truths.map(({ clip }) => clip), options);
  const preparation: Preparation = manifest;
  const layout = manifestLayout(manifest);
  const mostRows = mostRowsOf(manifest);
  const isThere = (index: number) => Object.keys(scanned[index]!.tracks).length > 0;
  const plans = joined.truths.flatMap((truth, index) => (isThere(index) ? [withTargets(manifest, planOne(manifest, truth, scanned[index]!, mostRows))] : []));
  const most = Object.fromEntries(Object.entries(layout.modalities).map(([name, { length }]) => [name, length ?? 1]));
  const read = openClipReader({ features, preparation, longestFor: longestOfSplit(preparation, plans, most), bytes: (options.memory ?? 1.5) * 1e9 });
  const timelines = new Map(plans.map(({ truth, timeline }) => [truth.clip, manifest.output === 'frame' ? timeline : Float64Array.of(0)]));
  const empty = joined.truths.filter((_, index) => !isThere(index)).map(({ clip }) => clip);
  return {
    layout,
    source: toExampleSource(plans, { read, layout }),
    clips: plans.map(({ truth }) => truth.clip),
    labelled: options.labels !== undefined,
    warnings: [...joined.warnings, ...(empty.length > 0 ? [`${empty.length} clips have files without a row of features and get no prediction: ${list(empty)}.`] : []), ...cutWarnings(manifest, plans)],
    times: (clip) => Promise.resolve(timelines.get(clip) ?? new Float64Array(0)),
  };
}

async function openFolders({ name, modalities }: Manifest, folders: Readonly<Record<string, string>>): Promise<FeatureSet> {
  const known = Object.keys(modalities).join(', ');
  const unknown = Object.keys(folders).filter((modality) => !Object.hasOwn(modalities, modality));
  if (unknown.length > 0) throw new ConfigError('features', [`the head "${name}" was not trained with ${unknown.join(', ')}; it takes ${known}`], undefined, 'Name a folder for one of these.');
  if (Object.keys(folders).length === 0) throw new ConfigError('features', [`the head "${name}" takes ${known}`], undefined, 'Name a folder for at least one of these.');
  const inOrder = Object.entries(modalities).flatMap(([modality, { level, hop, offset, firstNumber, zeros }]) => (folders[modality] === undefined ? [] : [[modality, { folder: folders[modality], level, hop, offset, firstNumber, zeros }] as const]));
  const features = await openFeatureSet(Object.fromEntries(inOrder));
  for (const [modality, { path, dimensions }] of Object.entries(features.folders)) {
    const expected = modalities[modality]!.dimensions;
    if (dimensions !== expected) throw new DatasetError('DIMENSIONS', { path, detail: `has ${dimensions} dimensions, and the head "${name}" was trained with ${expected} of ${modality}` });
  }
  return features;
}

async function readTruths(manifest: Manifest, features: FeatureSet, table: string | undefined): Promise<{ readonly truths: readonly ClipTruth[]; readonly warnings: readonly string[] }> {
  if (table === undefined) return { truths: [...features.clips].sort().map((clip) => ({ clip, targets: {} })), warnings: [] };
  const truths = await readTruth({ ...manifest.labels, columns: without(manifest.labels.columns, 'split', 'fold'), file: table, unlabelled: 'keep' }, tasksOf(manifest));
  return joinClips(truths, features, table);
}

function tasksOf({ targets }: Manifest): Task[] {
  return (['expression', 'valence', 'arousal'] as const).filter((task) => targets.includes(`target.${task}`));
}

/** Cut as in training where that fits the head, so that the clips of training are given the predictions that they had there. */
function planOne(manifest: Manifest, truth: ClipTruth, scanned: ScannedClip, mostRows: number): ClipPlan {
  const preparation: Preparation = manifest;
  const asTrained = planClip(preparation, truth, { scanned });
  return fits(manifest, asTrained) ? asTrained : planClip(preparation, truth, { scanned, mostRows });
}

function fits(manifest: Manifest, plan: ClipPlan): boolean {
  const { modalities, frames } = toLayout(manifest, [plan], { targets: manifest.targets, longestFor: () => undefined });
  return (frames ?? 0) <= (manifest.frames ?? 0) && Object.entries(modalities).every(([name, { length }]) => (length ?? 1) <= (manifest.modalities[name]!.length ?? 1));
}

/** Where no answer is known, each row still has its place. */
function withTargets(manifest: Manifest, plan: ClipPlan): ClipPlan {
  const { truth, timeline } = plan;
  if (Object.keys(truth.targets).length > 0) return plan;
  const rows = manifest.output === 'frame' ? timeline.length : 1;
  const unknown = tasksOf(manifest).map((task) => [task, task === 'expression' ? new Int32Array(rows).fill(-1) : new Float32Array(rows).fill(NaN)] as const);
  return { ...plan, truth: { ...truth, targets: Object.fromEntries(unknown) } };
}

/** Rows of the timeline that certainly fit the layout, whatever the modality. */
function mostRowsOf(manifest: Manifest): number {
  const { way, frames, modalities, alignment } = manifest;
  if (way === 'pooled' || way.startsWith('merbench')) return Infinity;
  if (frames !== null) return frames;
  const lengths = Object.values(modalities).flatMap(({ length, rate, level }) => (length === null || level === 'utterance' ? [] : [{ length, rate: rate ?? alignment.rate }]));
  if (way === 'timeline') return Math.min(...lengths.map(({ length }) => length));
  const timelineRate = way === 'learned' ? rateFor(manifest, alignment.onto!) : alignment.rate;
  return Math.max(1, Math.floor(Math.min(...lengths.map(({ length, rate }) => length / rate)) * timelineRate + 1e-6));
}

function cutWarnings({ windows }: Manifest, plans: readonly ClipPlan[]): string[] {
  const cut = windows === null ? plans.filter(({ spans }) => spans.length > 1).map(({ truth }) => truth.clip) : [];
  return cut.length === 0 ? [] : [`${cut.length} clips are longer than any that the head was trained with and are cut into windows: ${list(cut)}.`];
}
