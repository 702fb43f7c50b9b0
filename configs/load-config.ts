import { loadSettings, type ConfigSources } from './load-settings.ts';
import { PRESETS } from './presets.ts';
import { type Config, configSchema } from './schema.ts';

/**
 * Returns the effective configuration of an analysis, all defaults filled in.
 *
 * @throws ConfigError naming every fault at once
 */
export function loadConfig(sources: ConfigSources): Config {
  return loadSettings(sources, { schema: configSchema, presets: PRESETS });
}
