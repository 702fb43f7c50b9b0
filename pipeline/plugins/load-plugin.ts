import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { digestFile } from '../../extractors/models/store/digest.ts';
import { PluginError } from '../../plugins/plugin-error.ts';
import type { AnyPlugin } from '../../plugins/plugin.ts';
import { PLUGINS } from '../../plugins/plugins.ts';
import { POINTS, type PluginPoint } from '../../plugins/points.ts';
import { packageVersion } from '../package-version.ts';
import { findEntry } from './find-entry.ts';

/** A plug-in and where it comes from. */
export interface LoadedPlugin {
  readonly plugin: AnyPlugin;
  /** `affekt`, or the package or file as the configuration names it. */
  readonly from: string;
  readonly version?: string;
  /** sha256 of the file that it was imported from; absent for those that affekt brings along. */
  readonly sha256?: string;
}

const shape = z.object({
  name: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'is not in lower case with hyphens'),
  about: z.string().min(1),
  paper: z.string().optional(),
  attaches: z.enum(Object.keys(POINTS) as [PluginPoint]),
  options: z.custom((value) => typeof (value as { safeParse?: unknown } | undefined)?.safeParse === 'function', 'is no zod schema'),
  prepare: z.custom((value) => value === undefined || typeof value === 'function', 'is no function').optional(),
  apply: z.custom((value) => typeof value === 'function', 'is no function'),
});

/**
 * Resolves with a plug-in: one that affekt brings along, by its name; or what a package or file exports as `plugin`. Nothing of a package runs before this.
 *
 * @param folder where packages and relative paths are looked for
 * @throws PluginError NOT_FOUND, NOT_LOADED, NOT_A_PLUGIN, CLASH
 */
export async function loadPlugin(use: string, folder: string): Promise<LoadedPlugin> {
  if (Object.hasOwn(PLUGINS, use)) return { plugin: await PLUGINS[use]!(), from: 'affekt', version: packageVersion() };
  const { path, version } = findEntry(use, folder);
  const { sha256 } = await digestFile(path);
  const plugin = toPlugin(await importModule(use, path), use);
  if (Object.hasOwn(PLUGINS, plugin.name)) throw new PluginError('CLASH', { plugin: use, detail: `its name, "${plugin.name}", is that of a plug-in of affekt's own` });
  return { plugin, from: use, ...(version === undefined ? {} : { version }), sha256 };
}

async function importModule(use: string, path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new PluginError('NOT_LOADED', { plugin: use, detail: `cannot be imported from ${path} (${error instanceof Error ? error.message : String(error)})`, cause: error });
  }
}

function toPlugin(exported: Readonly<Record<string, unknown>>, use: string): AnyPlugin {
  const whole = exported.default as Readonly<Record<string, unknown>> | undefined;
  const plugin = exported.plugin ?? whole?.plugin ?? whole ?? undefined;
  if (plugin === undefined) throw new PluginError('NOT_A_PLUGIN', { plugin: use, detail: `exports ${Object.keys(exported).join(', ') || 'nothing'}, and no \`plugin\`` });
  const checked = shape.safeParse(plugin);
  if (checked.success) return plugin as AnyPlugin;
  throw new PluginError('NOT_A_PLUGIN', { plugin: use, detail: `what it exports is no plug-in: ${checked.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join('; ')}`, cause: checked.error });
}
