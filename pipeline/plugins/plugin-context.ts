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
  /** What plug-ins keep through the run, by name. */
  readonly memories: Map<string, Map<string, unknown>>;
  readonly runtime?: Runtime;
}

/** Returns what a plug-in is given to work with; without surroundings: no variables, no words to the user, and no memory. */
export function toContext(name: string, { surroundings = noSurroundings(), signal, seed = 0 }: { readonly surroundings?: PluginSurroundings | undefined; readonly signal: AbortSignal; readonly seed?: number }): PluginContext {
  const { variables, cacheRoot, say, memories, runtime } = surroundings;
  const memory = memories.get(name) ?? new Map<string, unknown>();
  memories.set(name, memory);
  return {
    signal,
    seed,
    say: (line) => say(`${name}: ${line}`),
    memory,
    variable: (key) => variables[key],
    cacheFolder: join(cacheRoot, name),
    ...(runtime === undefined ? {} : { runtime }),
  };
}

function noSurroundings(): PluginSurroundings {
  return { variables: {}, cacheRoot: join(tmpdir(), 'affekt-plugins'), say: () => undefined, memories: new Map() };
}
