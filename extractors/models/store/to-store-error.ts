import { ModelError } from '../../../runtime/model-error.ts';

/** The folder may not be written, or is no folder; ENOENT is also Node's answer where a folder is to be made on a read-only disk. */
const NO_ENTRY: readonly unknown[] = ['EACCES', 'ENOENT', 'EROFS', 'EPERM', 'ENOTDIR'];

/** Returns trouble with the model folder as a `ModelError` for people; any other error as it is. */
export function toStoreError(error: unknown, model: string, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new ModelError('DISK_FULL', { model, detail: `there is no space left in ${folder}`, cause: error });
  if (NO_ENTRY.includes(code)) return new ModelError('NOT_WRITABLE', { model, detail: `${folder} cannot be written`, cause: error });
  return error;
}
