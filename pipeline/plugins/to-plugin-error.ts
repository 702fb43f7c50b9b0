import { PluginError } from '../../plugins/plugin-error.ts';

/** Returns what a plug-in threw as a `PluginError` that names it. */
export function toPluginError(error: unknown, plugin: string): PluginError {
  if (error instanceof PluginError) return error;
  const detail = (error instanceof Error ? error.message : String(error)).replace(/[.\s]+$/, '');
  return new PluginError('FAILED', { plugin, detail, cause: error });
}
