import type { LoadedPlugin } from '../../plugins/load-plugin.ts';

/** What is told of a plug-in in JSON; its paper and its version where they are known. */
type PluginFacts = Pick<LoadedPlugin['plugin'], 'name' | 'attaches' | 'about' | 'paper'> & Pick<LoadedPlugin, 'from' | 'version'>;

/** Returns what is told of a plug-in in JSON. */
export function toFacts({ plugin: { name, about, paper, attaches }, from, version }: LoadedPlugin): PluginFacts {
  return { name, attaches, from, ...(version === undefined ? {} : { version }), about, ...(paper === undefined ? {} : { paper }) };
}
