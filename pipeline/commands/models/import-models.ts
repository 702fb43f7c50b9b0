import type { ModelsContext } from './models-context.ts';

/** Options of `affekt models import`. */
export interface ImportOptions {
  readonly as?: string;
}

/** Copies files into the store, recognised by checksum, and writes the path of each. */
export async function importModels(files: readonly string[], options: ImportOptions, { store, stdout, stderr }: ModelsContext): Promise<void> {
  const opened = await store({ mirrors: [], offline: true });
  for (const file of files) {
    const { id, path, card } = await opened.import(file, options.as);
    stdout.write(`${id}\t${path}\n`);
    stderr.write(`${id}: licence ${card.licence.weights}\n`);
  }
}
