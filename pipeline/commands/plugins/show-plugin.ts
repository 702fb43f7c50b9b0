import { z } from 'zod';
import { PluginError } from '../../../plugins/plugin-error.ts';
import type { AnyPlugin } from '../../../plugins/plugin.ts';
import { POINTS } from '../../../plugins/points.ts';
import { loadPlugin } from '../../plugins/load-plugin.ts';
import type { CommandContext } from '../context.ts';
import { toFacts } from './to-facts.ts';

/** Options of `affekt plugins show`. */
export interface ShowOptions {
  readonly json?: boolean;
}

/** Writes what a plug-in does, with its options. */
export async function showPlugin(name: string, { json }: ShowOptions, { stdout }: CommandContext): Promise<void> {
  const loaded = await loadPlugin(name, process.cwd());
  const options = optionsOf(loaded.plugin, name);
  if (json === true) return void stdout.write(`${JSON.stringify({ ...toFacts(loaded), options }, null, 2)}\n`);
  const { plugin, from, version } = loaded;
  const facts = [plugin.about, `attaches  ${plugin.attaches}: ${POINTS[plugin.attaches]}`, `from      ${from}${version === undefined ? '' : ` ${version}`}`, ...(plugin.paper === undefined ? [] : [`paper     ${plugin.paper}`])];
  stdout.write(`${plugin.name}: ${facts.join('\n')}\n\noptions   ${JSON.stringify(options, null, 2)}\n`);
}

function optionsOf({ options }: AnyPlugin, name: string): unknown {
  try {
    return z.toJSONSchema(options, { io: 'input' });
  } catch (error) {
    throw new PluginError('NOT_A_PLUGIN', { plugin: name, detail: `its options cannot be described (${error instanceof Error ? error.message : String(error)})`, next: 'Let it be made with zod 4, of values that JSON knows.', cause: error });
  }
}
