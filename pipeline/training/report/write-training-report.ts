import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { readPageScript } from '../../report/read-page-script.ts';
import { readStoredRun } from './read-stored-run.ts';
import { renderTrainingPage } from './render-training-page.ts';

const SHARED = new URL('../../report/page/', import.meta.url);
const OWN = new URL('page/', import.meta.url);

/**
 * Writes `training.html` into the folder of a run, one file that needs no network, and resolves with its path. All of it comes from the
 * files there, so it can be made again at any time, and of a run that is not finished.
 *
 * @throws ConfigError when the folder holds no run, or a damaged one; OutputError naming the path, when it cannot be written
 */
export async function writeTrainingReport(runFolder: string): Promise<string> {
  const run = await readStoredRun(runFolder);
  const styles = await Promise.all([new URL('page.css', SHARED), new URL('training.css', OWN)].map((url) => readFile(url, 'utf8')));
  const script = await readPageScript([new URL('theme.js', SHARED), new URL('hover.js', OWN)]);
  const path = join(runFolder, 'training.html');
  await writeFileAtomically(path, renderTrainingPage(run, { style: styles.join('\n'), script }));
  return path;
}
