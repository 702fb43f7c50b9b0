import { ConfigError } from '../../configs/config-error.ts';
import type { Config } from '../../configs/schema.ts';
import { PluginError } from '../../plugins/plugin-error.ts';
import type { AnyPlugin, Plugin } from '../../plugins/plugin.ts';
import { POINTS, type PluginPoint } from '../../plugins/points.ts';
import { type LoadedPlugin, loadPlugin } from './load-plugin.ts';

/** A plug-in with its options, defaults filled in. */
export interface OpenedPlugin extends LoadedPlugin {
  /** As the configuration names it. */
  readonly use: string;
  readonly options: unknown;
}

/** Where the plug-ins are for. */
export interface PluginUse {
  /** Where packages and relative paths are looked for. */
  readonly folder: string;
  /** Points that are used; a plug-in for another one is refused. */
  readonly points: readonly PluginPoint[];
  /** For people: `"an analysis"`. */
  readonly by: string;
}

/**
 * Resolves with the plug-ins that a configuration names, in its order.
 *
 * @throws PluginError naming the plug-in; ConfigError naming every fault of its options
 */
export async function openPlugins(settings: Config['plugins'], { folder, points, by }: PluginUse): Promise<OpenedPlugin[]> {
  const opened: OpenedPlugin[] = [];
  for (const { use, options } of settings) {
    const loaded = await loadPlugin(use, folder);
    const { name, attaches } = loaded.plugin;
    if (!points.includes(attaches)) throw new PluginError('WRONG_POINT', { plugin: use, detail: `attaches at ${attaches} (${POINTS[attaches]}), and ${by} has only ${points.join(' and ')}` });
    const other = opened.find(({ plugin }) => plugin.name === name);
    if (other !== undefined) throw new PluginError('CLASH', { plugin: use, detail: other.from === loaded.from ? 'is named twice' : `its name, "${name}", is that of ${other.from} too` });
    opened.push({ ...loaded, use, options: parseOptions(loaded.plugin, options) });
  }
  return opened;
}

/** Returns the opened plug-ins of one point. */
export function pluginsAt<Point extends PluginPoint>(point: Point, opened: readonly OpenedPlugin[]): readonly (OpenedPlugin & { readonly plugin: Plugin<Point> })[] {
  return opened.filter((each): each is OpenedPlugin & { readonly plugin: Plugin<Point> & AnyPlugin } => each.plugin.attaches === point);
}

/**
 * Returns the options of a plug-in, defaults filled in.
 *
 * @throws ConfigError naming every fault
 */
export function parseOptions({ name, options }: AnyPlugin, given: unknown): unknown {
  const result = options.safeParse(given);
  if (result.success) return result.data;
  throw new ConfigError(`plug-in ${name}`, result.error.issues.map(({ path, message }) => `${path.join('.') || 'options'}: ${message}`), result.error, `See its options with \`affekt plugins show ${name}\`.`);
}
