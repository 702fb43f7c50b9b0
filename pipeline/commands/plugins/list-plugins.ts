import { loadConfig } from '../../../configs/load-config.ts';
import { PLUGINS } from '../../../plugins/plugins.ts';
import { type LoadedPlugin, loadPlugin } from '../../plugins/load-plugin.ts';
import type { CommandContext } from '../context.ts';
import { toTable } from '../show/to-table.ts';
import { toFacts } from './to-facts.ts';

/** Options of `affekt plugins list`. */
export interface ListOptions {
  readonly config?: string;
  readonly json?: boolean;
}

/** Writes the plug-ins of affekt and those of a configuration. */
export async function listPlugins({ config, json }: ListOptions, { stdout }: CommandContext): Promise<void> {
  const named = config === undefined ? [] : loadConfig({ file: config }).plugins.map(({ use }) => use);
  const loaded = await Promise.all([...new Set([...Object.keys(PLUGINS), ...named])].map((use) => loadPlugin(use, process.cwd())));
  loaded.sort((a, b) => (a.plugin.name < b.plugin.name ? -1 : 1));
  stdout.write(json === true ? `${JSON.stringify(loaded.map(toFacts), null, 2)}\n` : toTable([['NAME', 'ATTACHES', 'FROM', 'WHAT', 'PAPER'], ...loaded.map(toRow)]));
}

function toRow({ plugin: { name, about, paper, attaches }, from }: LoadedPlugin): string[] {
  return [name, attaches, from, about, paper ?? '–'];
}
