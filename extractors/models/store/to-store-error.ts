import { ModelError } from '../../../runtime/model-error.ts';

/** Returns trouble with the model folder as a `ModelError` for people; any other error as it is. */
export function toStoreError(error: unknown, model: string, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new ModelError('DISK_FULL', { model, detail: `there is no space left in ${folder}`, cause: error });
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return new ModelError('NOT_WRITABLE', { model, detail: `${folder} cannot be written`, cause: error });
  return error;
}
