import type { z } from 'zod';
import { loadConfig } from '../../../configs/load-config.ts';
import type { ConfigSources } from '../../../configs/load-settings.ts';
import { configSchema } from '../../../configs/schema.ts';
import { loadTrainingConfig } from '../../../configs/training/load-training-config.ts';
import { trainingConfigSchema } from '../../../configs/training/schema.ts';

/** Where a configuration comes from, and of which kind it is. */
export interface SourceOptions {
  readonly preset?: string;
  readonly config?: string;
  readonly set: readonly string[];
  readonly training?: boolean;
}

/** A kind of configuration: what it is for, its schema, and how it is loaded. */
export interface ConfigKind {
  readonly load: (sources: ConfigSources) => object;
  readonly schema: z.ZodType;
  readonly file: string;
  readonly use: string;
  /** Settings of a first file that neither defaults nor a preset can know. */
  readonly first: (preset: string | undefined) => readonly string[];
}

const ANALYSIS: ConfigKind = { load: loadConfig, schema: configSchema, file: 'affekt.json', use: 'affekt analyze --config', first: () => [] };
const TRAINING: ConfigKind = {
  load: loadTrainingConfig,
  schema: trainingConfigSchema,
  file: 'train.json',
  use: 'affekt train --check --config',
  first: (preset) => ['features={"audio":{"folder":"features/audio-UTT"}}', 'labels.file=labels.csv', ...(preset === undefined ? ['labels.columns={"clip":"name","expression":"label","speaker":"speaker"}', 'labels.classes=["neutral","happiness"]', 'folds={"kind":"group","by":"speaker"}'] : [])],
};

/** Returns the kind of configuration that `--training` or its absence asks for. */
export function kindOf(training: boolean | undefined): ConfigKind {
  return training === true ? TRAINING : ANALYSIS;
}
