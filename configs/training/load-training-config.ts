import { resolve } from 'node:path';
import { loadSettings, type ConfigSources } from '../load-settings.ts';
import type { Settings } from '../settings.ts';
import { TRAINING_PRESETS } from './presets.ts';
import { trainingConfigSchema, type TrainingConfig } from './schema.ts';

/**
 * Returns the effective configuration of a training run, all defaults filled in. Relative paths in a file (`features.*.folder`,
 * `labels.file`, `labels.predictions`, `output`) are relative to that file; those of single settings are left as they are.
 *
 * @throws ConfigError naming every fault at once
 */
export function loadTrainingConfig(sources: ConfigSources): TrainingConfig {
  return loadSettings(sources, { schema: trainingConfigSchema, presets: TRAINING_PRESETS, resolvePaths, next: 'See what can be set with `affekt config schema --training`.' });
}

function resolvePaths(settings: Settings, folder: string): Settings {
  const { features, labels } = settings;
  return {
    ...withPath(settings, 'output', folder),
    ...(isSettings(labels) && { labels: withPredictions(withPath(labels, 'file', folder), folder) }),
    ...(isSettings(features) && { features: Object.fromEntries(Object.entries(features).map(([name, modality]) => [name, isSettings(modality) ? withPath(modality, 'folder', folder) : modality])) }),
  };
}

function withPredictions(labels: Settings, folder: string): Settings {
  const { predictions } = labels;
  return Array.isArray(predictions) ? { ...labels, predictions: predictions.map((each: unknown) => (isSettings(each) ? withPath(withPath(each, 'file', folder), 'validation', folder) : each)) } : labels;
}

function withPath(settings: Settings, key: string, folder: string): Settings {
  const path = settings[key];
  return typeof path === 'string' && path !== '' ? { ...settings, [key]: resolve(folder, path) } : settings;
}

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
