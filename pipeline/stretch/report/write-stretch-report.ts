import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { readPageScript } from '../../report/read-page-script.ts';
import { renderStretchPage } from './render-stretch-page.ts';
import type { StretchResult } from '../stretch-result.ts';

const STYLES = ['../../report/page/page.css', '../../training/report/page/training.css'];
const SCRIPTS = ['../../report/page/theme.js'];

/** Writes `stretch.html`, one file that needs no network, into the folder of a stretched run, and resolves with its path. @throws OutputError */
export async function writeStretchReport(folder: string, result: StretchResult): Promise<string> {
  const style = (await Promise.all(STYLES.map((name) => readFile(new URL(name, import.meta.url), 'utf8')))).join('\n');
  const script = await readPageScript(SCRIPTS.map((name) => new URL(name, import.meta.url)));
  const path = join(folder, 'stretch.html');
  await writeFileAtomically(path, renderStretchPage(result, { style, script }));
  return path;
}
