import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTrainingConfig } from '../../../../configs/training/load-training-config.ts';
import { encodeNpy } from '../../../../datasets/features/npy/encode-npy.ts';
import { toFeatureTensors } from '../../../../datasets/features/to-feature-tensors.ts';
import { encodeSafetensors } from '../../../../runtime/safetensors/encode-safetensors.ts';
import type { PartialTrainingConfig, TrainingConfig } from '../../../../configs/training/schema.ts';
import type { Example, ExampleSource } from '../../../../fusion/train/example.ts';

/** Rows of numbers of one clip, and their times where the file is to hold them. */
export type Rows = readonly (readonly number[])[] | { readonly times: readonly number[]; readonly rows: readonly (readonly number[])[] };

/** Writes a folder of features and returns its path; the name says the level. */
export function featureFolder(name: string, clips: Readonly<Record<string, Rows>>): string {
  const path = join(mkdtempSync(join(tmpdir(), 'affekt-features-')), name);
  mkdirSync(path);
  for (const [clip, given] of Object.entries(clips)) {
    const rows = 'times' in given ? given.rows : given;
    const values = Float32Array.from(rows.flat());
    const dimensions = rows[0]?.length ?? 0;
    if ('times' in given) writeFileSync(join(path, `${clip}.safetensors`), encodeSafetensors({ ...toFeatureTensors({ times: Float64Array.from(given.times), values, dimensions }) }));
    else writeFileSync(join(path, `${clip}.npy`), encodeNpy({ shape: [rows.length, dimensions], data: values }));
  }
  return path;
}

/** Writes a table and returns its path. */
export function table(lines: readonly string[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'affekt-labels-')), 'labels.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

/** A ramp: row i is at `offset + i / rate` seconds and holds that time, and its negative. */
export function ramp(count: number, rate: number, offset = 0): Rows {
  const times = Array.from({ length: count }, (_, row) => offset + row / rate);
  return { times, rows: times.map((time) => [time, -time]) };
}

/** Labels by frame whose valence is the time over ten. */
export function frameTable(clips: Readonly<Record<string, { readonly count: number; readonly rate: number; readonly split?: string }>>): string {
  const rows = Object.entries(clips).flatMap(([clip, { count, rate, split = 'train' }]) =>
    Array.from({ length: count }, (_, row) => `${clip},${row / rate},${row / rate / 10},${-row / rate / 10},${split}`));
  return table(['name,time,valence,arousal,split', ...rows]);
}

/** Settings for labels by frame of `frameTable`. */
export const FRAMES = {
  labels: { level: 'frame', columns: { time: 'time', valence: 'valence', arousal: 'arousal', split: 'split' } },
  model: { name: 'tcn' },
  head: { name: 'valence-arousal' },
  folds: { kind: 'given', by: 'split' },
} as const;

/** Twelve clips of two classes and four speakers. */
export const TWELVE = Array.from({ length: 12 }, (_, index) => ({ clip: `c${String(index).padStart(2, '0')}`, expression: index % 2 === 0 ? 'calm' : 'tense', speaker: `s${Math.floor(index / 2) % 3}` }));

/** The table of the twelve. */
export function twelveTable(): string {
  return table(['name,expression,speaker,valence', ...TWELVE.map(({ clip, expression, speaker }, index) => `${clip},${expression},${speaker},${index / 12}`)]);
}

/** A vector for each of the twelve. */
export function twelveVectors(name = 'audio-UTT'): string {
  return featureFolder(name, Object.fromEntries(TWELVE.map(({ clip }, index) => [clip, [[index, index + 0.5, 1]]])));
}

/** The effective configuration of a run. */
export function configOf(settings: Omit<PartialTrainingConfig, 'labels'> & { readonly labels: Partial<PartialTrainingConfig['labels']> }): TrainingConfig {
  return loadTrainingConfig({ overrides: settings });
}

/** The configuration of a run on the twelve. */
export function twelveConfig(settings: Partial<Omit<PartialTrainingConfig, 'labels'>> & { readonly labels?: Partial<PartialTrainingConfig['labels']> } = {}): TrainingConfig {
  const { labels = {}, ...others } = settings;
  const columns = { expression: 'expression', speaker: 'speaker', ...labels.columns };
  const file = labels.file ?? twelveTable();
  return configOf({ features: { audio: { folder: twelveVectors() } }, folds: { kind: 'group', by: 'speaker', folds: 3 }, ...others, labels: { classes: ['calm', 'tense'], ...labels, file, columns } });
}

/** Resolves with all examples in order. */
export async function readAll(source: ExampleSource): Promise<Example[]> {
  return Promise.all(Array.from({ length: source.size }, (_, index) => source.read(index)));
}
