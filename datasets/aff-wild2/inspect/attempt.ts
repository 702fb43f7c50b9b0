import { DatasetError } from '../../dataset-error.ts';

/** Resolves with what `read` gives, or with the `DatasetError` that it throws: to a check, that is a finding. */
export async function attempt<T>(read: () => Promise<T>): Promise<T | DatasetError> {
  return read().catch((error: unknown) => {
    if (error instanceof DatasetError) return error;
    throw error;
  });
}
