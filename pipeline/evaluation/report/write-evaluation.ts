import { readFile } from 'node:fs/promises';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { readPageScript } from '../../report/read-page-script.ts';
import type { Evaluation } from '../evaluation.ts';
import { renderEvaluation } from './render-evaluation.ts';

const SHARED = new URL('../../report/page/', import.meta.url);
const TRAINING = new URL('../../training/report/page/', import.meta.url);
const OWN = new URL('page/', import.meta.url);

/** Writes the page of an evaluation, one file that needs no network. @throws OutputError naming the path, when it cannot be written */
export async function writeEvaluation(path: string, evaluation: Evaluation): Promise<void> {
  const styles = await Promise.all([new URL('page.css', SHARED), new URL('training.css', TRAINING), new URL('evaluation.css', OWN)].map((url) => readFile(url, 'utf8')));
  const script = await readPageScript([new URL('theme.js', SHARED), new URL('sort.js', OWN)]);
  await writeFileAtomically(path, renderEvaluation(evaluation, { style: styles.join('\n'), script }));
}
