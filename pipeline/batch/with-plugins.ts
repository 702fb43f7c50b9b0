import { createHash } from 'node:crypto';
import type { OpenedPlugin } from '../plugins/open-plugins.ts';

/** Returns the key of results that plug-ins have a part in, from the key of what is read; that key itself where there are none. */
export function withPlugins(readingKey: string, plugins: readonly OpenedPlugin[]): string {
  if (plugins.length === 0) return readingKey;
  const parts = plugins.map(({ plugin: { name }, version, sha256, options }) => ({ name, version, sha256, options }));
  return createHash('sha256').update(readingKey).update(JSON.stringify(parts)).digest('hex');
}
