import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { applySetting, mergeSettings, type Settings } from './settings.ts';

/** Where the settings come from; later ones win: preset, file, single settings, overrides. */
export interface ConfigSources {
  readonly preset?: string | undefined;
  /** Path of a JSON file. */
  readonly file?: string | undefined;
  /** Single settings, `a.b=value` each. */
  readonly set?: readonly string[] | undefined;
  /** Settings from command line options, merged last. */
  readonly overrides?: Settings | undefined;
}

/** One kind of configuration. */
export interface ConfigKind<Schema extends z.ZodType> {
  readonly schema: Schema;
  readonly presets: Readonly<Record<string, { readonly about: string; readonly config: Settings }>>;
  /** Returns the settings of a file in `folder` with its relative paths resolved. Absent: they hold no paths of their own. */
  readonly resolvePaths?: (settings: Settings, folder: string) => Settings;
  /** Last sentence of messages: what to do next. */
  readonly next?: string;
}

const UNREADABLE: Readonly<Record<string, string>> = { ENOENT: 'cannot be found', EISDIR: 'is a folder, not a configuration file', EACCES: 'may not be read' };

/**
 * Returns the effective configuration of one kind, all defaults filled in.
 *
 * @throws ConfigError naming every fault at once
 */
export function loadSettings<Schema extends z.ZodType>(sources: ConfigSources, kind: ConfigKind<Schema>): z.output<Schema> {
  const { preset, file, set = [], overrides = {} } = sources;
  let settings: Settings = {};
  if (preset !== undefined) settings = mergeSettings(settings, findPreset(preset, kind));
  if (file !== undefined) settings = mergeSettings(settings, resolved(readSettings(file, kind.next), dirname(file), kind));
  for (const assignment of set) settings = applySetting(settings, assignment);
  const result = kind.schema.safeParse(mergeSettings(settings, overrides));
  if (result.success) return result.data;
  throw new ConfigError(file ?? 'configuration', result.error.issues.map(({ path, message }) => `${path.join('.') || 'top level'}: ${message}`), result.error, kind.next);
}

function resolved<Schema extends z.ZodType>(settings: Settings, folder: string, { resolvePaths }: ConfigKind<Schema>): Settings {
  return resolvePaths === undefined ? settings : resolvePaths(settings, folder);
}

function findPreset(name: string, { presets, next }: ConfigKind<z.ZodType>): Settings {
  if (Object.hasOwn(presets, name)) return presets[name]!.config;
  throw new ConfigError(`preset ${name}`, [`there is no such preset; known are ${Object.keys(presets).join(', ')}`], undefined, next);
}

function readSettings(path: string, next: string | undefined): Settings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    throw new ConfigError(path, [UNREADABLE[(cause as NodeJS.ErrnoException).code ?? ''] ?? `cannot be read (${String(cause)})`], cause, next);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ConfigError(path, [`is not JSON: ${(cause as Error).message}`], cause, next);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ConfigError(path, ['is not an object of settings'], undefined, next);
  return value as Settings;
}
