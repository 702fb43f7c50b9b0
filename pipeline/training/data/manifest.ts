import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../../../configs/config-error.ts';
import { trainingConfigSchema, type TrainingConfig } from '../../../configs/training/schema.ts';
import type { Layout } from '../../../fusion/train/layout.ts';
import type { PreparedTrainingData } from './open-training-data.ts';
import { without } from './without.ts';

/** Name of the file beside the head. */
export const MANIFEST_NAME = 'manifest.json';

const { model, head, labels, alignment, windows } = trainingConfigSchema.shape;
const rate = z.number().positive().nullable();

const modalitySchema = z.strictObject({
  dimensions: z.int().positive(),
  length: z.int().positive().nullable(),
  level: z.enum(['utterance', 'frame']),
  rate,
  hop: z.number().positive().optional(),
  offset: z.number(),
  firstNumber: z.int().nonnegative().optional(),
  zeros: z.enum(['keep', 'absent']),
});

/** What a trained head needs to be given features as in training. */
const manifestSchema = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  model,
  head,
  classes: z.array(z.string()),
  output: z.enum(['clip', 'frame']),
  modalities: z.record(z.string(), modalitySchema),
  targets: z.array(z.string()),
  frames: z.int().positive().nullable(),
  way: z.enum(['pooled', 'timeline', 'own', 'learned', 'merbench-aligned', 'merbench-own']),
  alignment,
  windows,
  labelRate: rate,
  labels: labels.omit({ file: true, unlabelled: true, separator: true, votes: true, predictions: true, rule: true }),
});

export type Manifest = z.output<typeof manifestSchema>;

/** Returns what is to be written beside the head. */
export function toManifest(config: TrainingConfig, { layout, facts, classes, output }: Omit<PreparedTrainingData, 'folds' | 'summary' | 'warnings'>): Manifest {
  const modalities = Object.entries(layout.modalities).map(([name, { dimensions, length }]) => {
    const { hop, offset, firstNumber, zeros } = config.features[name]!;
    const { level, rate: itsRate } = facts.modalities[name]!;
    return [name, { dimensions, length, level, rate: itsRate, ...(hop !== undefined && { hop }), offset, ...(firstNumber !== undefined && { firstNumber }), zeros }] as const;
  });
  return {
    version: 1,
    name: config.name,
    model: config.model,
    head: config.head,
    classes: [...classes],
    output,
    modalities: Object.fromEntries(modalities),
    targets: [...layout.targets],
    frames: layout.frames,
    way: facts.way,
    alignment: facts.alignment,
    windows: facts.windows,
    labelRate: facts.labelRate,
    labels: { ...without(config.labels, 'file', 'unlabelled', 'separator', 'votes', 'predictions', 'rule'), columns: without(config.labels.columns, 'candidates') },
  };
}

/** Returns the shape of the batches that the head takes. */
export function manifestLayout({ modalities, targets, frames }: Manifest): Layout {
  return { modalities: Object.fromEntries(Object.entries(modalities).map(([name, { dimensions, length }]) => [name, { dimensions, length }])), targets, frames };
}

/**
 * Resolves with the manifest at `path`, or in the folder there.
 *
 * @throws ConfigError when it cannot be read or is of another form
 */
export async function readManifest(path: string): Promise<Manifest> {
  const file = (await stat(path).catch(() => undefined))?.isDirectory() === true ? join(path, MANIFEST_NAME) : path; // What cannot be looked at is told of by reading
  const next = 'Give the folder of a finished training run, or the manifest.json beside its head.';
  const fail = (fault: string, cause: unknown) => new ConfigError(file, [fault], cause, next);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fail(`cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`, error);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw fail('is not JSON', error);
  }
  const result = manifestSchema.safeParse(value);
  if (result.success) return result.data;
  throw new ConfigError(file, result.error.issues.map(({ path: key, message }) => `${key.join('.') || 'top level'}: ${message}`), result.error, next);
}
