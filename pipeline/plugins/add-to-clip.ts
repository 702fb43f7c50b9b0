import type { ClipResults } from '../../plugins/clip-results.ts';
import { PluginError } from '../../plugins/plugin-error.ts';
import type { Plugin } from '../../plugins/plugin.ts';
import type { RunRecord } from '../rows.ts';
import { type AddedTable, toAddedTable } from './added-table.ts';
import { checkAdditions } from './check-additions.ts';
import { type OpenedPlugin, pluginsAt } from './open-plugins.ts';
import { type PluginSurroundings, toContext } from './plugin-context.ts';
import { toPluginError } from './to-plugin-error.ts';

/** What the plug-ins have added to the results of a clip. */
export interface Added {
  readonly tables: readonly AddedTable[];
  readonly notes: readonly string[];
  /** By name of the plug-in. */
  readonly records: RunRecord['plugins'] & {};
  /** Those that failed: the results of the others stand. */
  readonly failures: readonly PluginError[];
}

/** What plug-ins are run with. */
export interface AddOptions {
  readonly surroundings?: PluginSurroundings | undefined;
  readonly signal: AbortSignal;
}

/**
 * Lets the plug-ins of the point `clip` add to the results of a clip, one after the other, and resolves with all that they have added.
 *
 * @throws the signal's reason when it aborts
 */
export async function addToClip(results: ClipResults, opened: readonly OpenedPlugin[], options: AddOptions): Promise<Added> {
  const tables: AddedTable[] = [];
  const notes: string[] = [];
  const failures: PluginError[] = [];
  const records: Record<string, NonNullable<RunRecord['plugins']>[string]> = Object.fromEntries(opened.map((each) => [each.plugin.name, toRecord(each)]));
  for (const { plugin, options: own } of pluginsAt('clip', opened)) {
    try {
      const added = checkAdditions(plugin.name, await apply(plugin, own, results, options));
      for (const table of added.tables ?? []) {
        if (tables.some(({ name }) => name === table.name)) throw new PluginError('BAD_RESULT', { plugin: plugin.name, detail: `there is a table "${table.name}" of another plug-in already` });
        tables.push(toAddedTable(table, plugin.name));
      }
      notes.push(...(added.notes ?? []));
      records[plugin.name] = { ...records[plugin.name]!, ...(added.record === undefined ? {} : { record: added.record }) };
      if (added.incomplete !== undefined) failures.push(new PluginError('FAILED', { plugin: plugin.name, detail: 'has not come to its end', next: added.incomplete }));
    } catch (error) {
      options.signal.throwIfAborted();
      failures.push(toPluginError(error, plugin.name));
    }
  }
  return { tables, notes, records, failures };
}

function apply(plugin: Plugin<'clip'>, own: unknown, results: ClipResults, { surroundings, signal }: AddOptions) {
  const context = toContext(plugin.name, { surroundings, signal });
  return plugin.apply(results, own, { ...context, say: (line) => context.say(`${results.clip.name}: ${line}`) });
}

function toRecord({ plugin: { paper }, from, version, sha256, options }: OpenedPlugin): NonNullable<RunRecord['plugins']>[string] {
  return { from, ...(version === undefined ? {} : { version }), ...(sha256 === undefined ? {} : { sha256 }), ...(paper === undefined ? {} : { paper }), options };
}
