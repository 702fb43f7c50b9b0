import { readFileSync } from 'node:fs';
import { PRESETS } from './presets.ts';
import { type Config, configSchema } from './schema.ts';
import { ConfigError } from './config-error.ts';
import { applySetting, mergeSettings, type Settings } from './settings.ts';

/** Where the settings come from; later ones win: preset, file, single settings. */
export interface ConfigSources {
  readonly preset?: string | undefined;
  /** Path of a JSON file. */
  readonly file?: string | undefined;
  /** Single settings, `a.b=value` each. */
  readonly set?: readonly string[] | undefined;
  /** Settings from command line options, merged last. */
  readonly overrides?: Settings | undefined;
}

const UNREADABLE: Readonly<Record<string, string>> = { ENOENT: 'cannot be found', EISDIR: 'is a folder, not a configuration file', EACCES: 'may not be read' };

/**
 * Returns the effective configuration, all defaults filled in.
 *
 * @throws ConfigError naming every fault at once
 */
export function loadConfig({ preset, file, set = [], overrides = {} }: ConfigSources): Config {
  let settings: Settings = {};
  if (preset !== undefined) settings = mergeSettings(settings, findPreset(preset));
  if (file !== undefined) settings = mergeSettings(settings, readSettings(file));
  for (const assignment of set) settings = applySetting(settings, assignment);
  const result = configSchema.safeParse(mergeSettings(settings, overrides));
  if (result.success) return result.data;
  throw new ConfigError(file ?? 'configuration', result.error.issues.map(({ path, message }) => `${path.join('.') || 'top level'}: ${message}`), result.error);
}

function findPreset(name: string): Settings {
  if (Object.hasOwn(PRESETS, name)) return PRESETS[name as keyof typeof PRESETS].config;
  throw new ConfigError(`preset ${name}`, [`there is no such preset; known are ${Object.keys(PRESETS).join(', ')}`]);
}

function readSettings(path: string): Settings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    throw new ConfigError(path, [UNREADABLE[(cause as NodeJS.ErrnoException).code ?? ''] ?? `cannot be read (${String(cause)})`], cause);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ConfigError(path, [`is not JSON: ${(cause as Error).message}`], cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ConfigError(path, ['is not an object of settings']);
  return value as Settings;
}
