import { ConfigError } from '../../../configs/config-error.ts';
import { mergeSettings, type Settings } from '../../../configs/settings.ts';
import { trainingConfigSchema, type TrainingConfig } from '../../../configs/training/schema.ts';
import type { DrawnSettings } from './grid-of.ts';

/**
 * Returns `config` with drawn settings laid over it and no search of its own.
 *
 * @throws ConfigError naming the settings that the schema refuses
 */
export function withSettings(config: TrainingConfig, settings: DrawnSettings): TrainingConfig {
  const laid = Object.entries(settings).reduce<Settings>((base, [name, value]) => mergeSettings(base, nested(name, value)), { ...config, search: null });
  const result = trainingConfigSchema.safeParse(laid);
  if (result.success) return result.data;
  throw new ConfigError(`search.grid, drawn ${JSON.stringify(settings)}`, result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`), result.error, 'Correct the values of the grid.');
}

/** `'a.b'`, 1 → `{ a: { b: 1 } }` */
function nested(name: string, value: unknown): Settings {
  return name.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Settings;
}
