import { readFile } from 'node:fs/promises';
import { decodeSafetensors } from './decode-safetensors.ts';
import { SafetensorsError } from './safetensors-error.ts';
import type { TensorFile } from './stored-tensor.ts';

/**
 * Resolves with the tensors and metadata in the safetensors file at `path`, of up to 2 GiB.
 *
 * @throws SafetensorsError naming `path`, as `decodeSafetensors` does, and NOT_FOUND or UNREADABLE
 */
export async function readSafetensors(path: string): Promise<TensorFile> {
  const bytes = await readFile(path).catch((error: unknown) => {
    const system = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (system === 'ENOENT') throw new SafetensorsError('NOT_FOUND', { path, detail: 'does not exist', cause: error });
    throw new SafetensorsError('UNREADABLE', { path, detail: `cannot be read (${system})`, cause: error });
  });
  return decodeSafetensors(bytes, path);
}
