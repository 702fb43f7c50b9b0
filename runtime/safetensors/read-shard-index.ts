import { readFile } from 'node:fs/promises';
import { findRepeatedKey } from './find-repeated-key.ts';
import { SafetensorsError } from './safetensors-error.ts';

/**
 * Resolves with the file of each tensor that an index such as `model.safetensors.index.json` at `path` names; with nothing when there is no such file.
 *
 * @param ending what the names of files must end in
 * @throws SafetensorsError UNREADABLE; BAD_INDEX when it is not of the form `{"weight_map": {TENSOR: FILE}}`, or names a file that is not beside it
 */
export async function readShardIndex(path: string, ending = '.safetensors'): Promise<ReadonlyMap<string, string> | undefined> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    const system = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    if (system === 'ENOENT' || system === 'ENOTDIR') return undefined;
    throw new SafetensorsError('UNREADABLE', { path, detail: `cannot be read (${system})`, cause });
  });
  if (text === undefined) return undefined;
  const files = Object.entries(parseMap(text, path));
  for (const [tensor, file] of files) if (typeof file !== 'string' || !isBeside(file, ending)) throw new SafetensorsError('BAD_INDEX', { path, detail: `says that "${tensor}" is in ${JSON.stringify(file)}, which is not the name of a ${ending} file beside it` });
  return new Map(files as [string, string][]);
}

function parseMap(text: string, path: string): Readonly<Record<string, unknown>> {
  try {
    const { weight_map: map } = (JSON.parse(text) ?? {}) as { readonly weight_map?: unknown };
    const repeated = findRepeatedKey(text);
    if (repeated !== undefined) throw new SafetensorsError('BAD_INDEX', { path, detail: `names "${repeated}" twice` });
    if (typeof map === 'object' && map !== null && !Array.isArray(map)) return map as Readonly<Record<string, unknown>>;
  } catch (cause) {
    if (cause instanceof SafetensorsError) throw cause;
    throw new SafetensorsError('BAD_INDEX', { path, detail: 'is not JSON', cause });
  }
  throw new SafetensorsError('BAD_INDEX', { path, detail: 'has no table `weight_map`' });
}

/** Nothing of a path: a name alone cannot lead out of the folder. */
function isBeside(file: string, ending: string): boolean {
  return file.endsWith(ending) && !/[/\\:\p{Cc}]/u.test(file);
}
