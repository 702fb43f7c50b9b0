import { join } from 'node:path';
import type { RunRecord } from '../rows.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/**
 * Writes `run.json` into `folder`. Write it last: its presence says that the other files are there.
 *
 * @throws OutputError naming the path, when it cannot be written
 */
export async function writeRun(run: RunRecord, folder: string): Promise<void> {
  await writeFileAtomically(join(folder, 'run.json'), `${JSON.stringify(run, null, 2)}\n`);
}
