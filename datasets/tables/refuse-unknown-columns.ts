import { DatasetError } from '../dataset-error.ts';

/** Throws a DatasetError UNKNOWN_COLUMN when one of the wanted columns is not there, or there twice. */
export function refuseUnknownColumns(path: string, there: readonly string[], wanted: readonly string[]): void {
  const known = `its columns are ${there.map((name) => `"${name}"`).join(', ')}`;
  for (const name of wanted) {
    const times = there.filter((each) => each === name).length;
    if (times === 0) throw new DatasetError('UNKNOWN_COLUMN', { path, detail: `has no column "${name}"; ${known}` });
    if (times > 1) throw new DatasetError('UNKNOWN_COLUMN', { path, detail: `has ${times} columns "${name}"; ${known}` });
  }
}
