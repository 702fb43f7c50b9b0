import type { ModelsContext } from './models-context.ts';

/** Deletes models from this machine and says of each whether it was there. */
export async function removeModels(ids: readonly string[], { store, stderr }: ModelsContext): Promise<void> {
  const opened = await store({ mirrors: [], offline: true });
  for (const id of ids) stderr.write((await opened.remove(id)) ? `${id}: removed\n` : `${id}: was not here\n`);
}
