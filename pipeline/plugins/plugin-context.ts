import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PluginContext } from '../../plugins/plugin.ts';
import type { Runtime } from '../../runtime/runtime.ts';

/** What all plug-ins of a run share. */
export interface PluginSurroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Folder with a folder for each plug-in. */
  readonly cacheRoot: string;
  readonly say: (line: string) => void;
  readonly runtime?: Runtime;
}

/** Nothing around: for analyses that say nothing of it. */
const ALONE: PluginSurroundings = { variables: {}, cacheRoot: join(tmpdir(), 'affekt-plugins'), say: () => undefined };

/** Returns what a plug-in is given to work with. */
export function toContext(name: string, { surroundings = ALONE, signal, seed = 0 }: { readonly surroundings?: PluginSurroundings | undefined; readonly signal: AbortSignal; readonly seed?: number }): PluginContext {
  const { variables, cacheRoot, say, runtime } = surroundings;
  return {
    signal,
    seed,
    say: (line) => say(`${name}: ${line}`),
    variable: (key) => variables[key],
    cacheFolder: join(cacheRoot, name),
    ...(runtime === undefined ? {} : { runtime }),
  };
}
