import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ConfigError } from '../../configs/config-error.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { isPseudoSource } from '../../datasets/pseudo-labels/label-source.ts';
import { readClipLabels } from '../../datasets/tables/read-clip-labels.ts';
import { readTable } from '../../datasets/tables/read-table.ts';
import { without } from '../training/data/without.ts';
import type { ClipLabels } from '../../datasets/tables/clip-labels.ts';
import type { LabelColumns, LabelOptions } from '../../datasets/tables/label-options.ts';
import type { OpenModel } from './open-models.ts';

/** Names of columns, by what they hold; `clip` and `expression` are always there. */
export type LabelTableColumns = LabelColumns & { readonly expression: string };

/** Labels that models were trained on. */
export interface LabelTable {
  readonly path: string;
  readonly sha256: string;
  readonly columns: LabelTableColumns;
  /** Clips that people labelled. */
  readonly labelled: readonly ClipLabels[];
  /** Clips that models labelled in an earlier round: their `source` says so. */
  readonly pseudo: ReadonlySet<string>;
}

/** How tables that name clips are understood. */
export interface TableReading {
  readonly columns: LabelTableColumns;
  readonly options: LabelOptions;
}

/** Returns how tables of labels are understood: as the first training run did, with the columns that the user names. */
export function toTableReading(models: readonly OpenModel[], given: Readonly<Record<string, string>>): TableReading {
  const labels = models.find(({ config }) => config !== undefined)?.config?.labels;
  const known = labels === undefined ? { clip: 'name' } : without(labels.columns, 'time');
  const columns = { expression: 'discrete', ...known, ...given } as LabelTableColumns;
  const classes = models[0]!.validation.classes;
  return { columns, options: { columns, classes, unlabelled: 'skip', ...(labels && { aliases: labels.aliases, ranges: labels.ranges, invalid: labels.invalid }) } };
}

/**
 * Resolves with the labels that the models were trained on: of the file that is given, else of their run, else what their validation tables say.
 *
 * @throws ConfigError when the runs were trained on different tables and none is given
 * @throws DatasetError for a table that cannot be used, or that contradicts what a model was judged by
 */
export async function readLabelTable(given: string | undefined, models: readonly OpenModel[], reading: TableReading): Promise<LabelTable> {
  const files = [...new Set(models.flatMap(({ config }) => config?.labels.file ?? []))];
  if (given === undefined && files.length > 1) throw new ConfigError('--labels', [`the models were trained on different tables: ${files.join(', ')}`], undefined, 'Say with --labels which labels the next training is to have.');
  if (models.some(({ config }) => config?.labels.level === 'frame')) throw new DatasetError('WRONG_LEVEL', { path: files[0]!, detail: 'has labels by frame', next: 'Pseudo-labels are given to whole clips: name runs that were trained with one label a clip.' });
  const path = given ?? files[0];
  if (path === undefined) return fromValidation(models, reading);
  const sources = await readSources(path, reading.columns.clip);
  const all = await readClipLabels(path, reading.options);
  const pseudo = new Set([...sources].flatMap(([clip, source]) => (isPseudoSource(source) ? [clip] : [])));
  const labelled = all.filter(({ clip }) => !pseudo.has(clip));
  refuseContradiction(path, labelled, models);
  return { path, sha256: await hashOf(path), columns: reading.columns, labelled, pseudo };
}

/** Resolves with the sha256 of a file. */
export async function hashOf(path: string): Promise<string> {
  return createHash('sha256').update(await readFile(path)).digest('hex');
}

async function readSources(path: string, clip: string): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  for await (const row of readTable(path, [clip])) sources.set(row.cell(clip), row.cell('source'));
  return sources;
}

function fromValidation(models: readonly OpenModel[], { columns }: TableReading): LabelTable {
  const truth = new Map(models.flatMap(({ validation }) => [...validation.clips].flatMap(([clip, { actual }]) => (actual === undefined ? [] : [[clip, actual] as const]))));
  const labelled = [...truth].map(([clip, expression]) => ({ clip, expression }));
  refuseContradiction(models[0]!.validation.path, labelled, models);
  return { path: models[0]!.validation.path, sha256: models[0]!.validation.sha256, columns: { clip: columns.clip, expression: columns.expression }, labelled, pseudo: new Set() };
}

function refuseContradiction(path: string, labelled: readonly ClipLabels[], models: readonly OpenModel[]): void {
  const codes = new Map(labelled.map(({ clip, expression }) => [clip, expression]));
  for (const { validation } of models) {
    for (const [clip, { actual }] of validation.clips) {
      const code = codes.get(clip);
      if (code === undefined || actual === undefined || code === actual) continue;
      throw new DatasetError('BAD_VALUE', { path, detail: `the clip "${clip}" is "${validation.classes[code]!}", and in ${validation.path} it is "${validation.classes[actual]!}"`, next: 'Give the labels that the model was trained on, or train it again on these.' });
    }
  }
}
