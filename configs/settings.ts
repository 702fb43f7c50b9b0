import { ConfigError } from './config-error.ts';

/** Settings before they are checked. */
export type Settings = Readonly<Record<string, unknown>>;

/** Keys by which alternatives are told apart. */
const CHOICES = ['kind', 'name'] as const;

/**
 * Returns `base` with `extra` laid over it; objects are merged, anything else is replaced. Neither is changed. An object inside that
 * chooses another `kind` or `name` is another thing with other settings, and replaces the one in `base`.
 */
export function mergeSettings(base: Settings, extra: Settings): Settings {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(extra)) {
    if (value === undefined) continue;
    const old = Object.hasOwn(result, key) ? result[key] : undefined;
    Object.defineProperty(result, key, { value: isSettings(old) && isSettings(value) && !areAlternatives(old, value) ? mergeSettings(old, value) : value, enumerable: true, configurable: true, writable: true });
  }
  return result;
}

/**
 * Returns `settings` with one assignment laid over it: `face.minScore=0.7`. The value is JSON; what is not JSON is a string.
 *
 * @throws ConfigError when there is no `=` or an empty key
 */
export function applySetting(settings: Settings, assignment: string): Settings {
  const equals = assignment.indexOf('=');
  const keys = assignment.slice(0, Math.max(0, equals)).split('.');
  if (equals < 1 || keys.some((key) => key === '')) throw new ConfigError(`--set ${assignment}`, ['is not of the form a.b=value']);
  const value = keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), toValue(assignment.slice(equals + 1)));
  return mergeSettings(settings, value as Settings);
}

function toValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text; // Not JSON, so a plain word; the schema says whether a word is wanted
  }
}

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areAlternatives(old: Settings, value: Settings): boolean {
  return CHOICES.some((key) => typeof old[key] === 'string' && typeof value[key] === 'string' && old[key] !== value[key]);
}
