import { PluginError } from '../../plugins/plugin-error.ts';

/** Returns what a plug-in threw as a `PluginError` that names it. What the message says beyond its first sentence is what to do next. */
export function toPluginError(error: unknown, plugin: string): PluginError {
  if (error instanceof PluginError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const end = message.search(/\. (?=\p{Lu})/u);
  const detail = (end < 0 ? message : message.slice(0, end)).replace(/[.\s]+$/, '');
  return new PluginError('FAILED', { plugin, detail, ...(end < 0 ? {} : { next: message.slice(end + 2) }), cause: error });
}
