import type { OpenedPlugin } from './open-plugins.ts';
import { type PluginSurroundings, toContext } from './plugin-context.ts';
import { toPluginError } from './to-plugin-error.ts';

/**
 * Lets plug-ins find out whether they can work, before anything else is done.
 *
 * @throws what they throw; an error without a name of its own as PluginError FAILED
 */
export async function preparePlugins(opened: readonly OpenedPlugin[], world: { readonly surroundings: PluginSurroundings; readonly signal: AbortSignal }): Promise<void> {
  for (const { plugin, options } of opened) {
    try {
      await plugin.prepare?.(options, toContext(plugin.name, world));
    } catch (error) {
      world.signal.throwIfAborted();
      throw error instanceof Error && error.name !== 'Error' ? error : toPluginError(error, plugin.name);
    }
  }
}
