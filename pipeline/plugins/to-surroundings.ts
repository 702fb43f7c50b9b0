import type { Environment } from '../../configs/environment.ts';
import type { PluginSurroundings } from './plugin-context.ts';

/** Returns what all plug-ins of a run share, with an empty memory; `say` gets what they tell the user. */
export function toSurroundings({ variables, pluginFolder }: Pick<Environment, 'variables' | 'pluginFolder'>, say: (line: string) => void): PluginSurroundings {
  return { variables, cacheRoot: pluginFolder, say, memories: new Map() };
}
