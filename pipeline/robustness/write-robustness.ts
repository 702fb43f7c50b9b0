import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { readPageScript } from '../report/read-page-script.ts';
import { renderRobustnessPage } from './report/render-robustness-page.ts';
import type { RobustnessResult } from './robustness-result.ts';

const STYLES = ['../report/page/page.css', '../training/report/page/training.css', 'report/page/robustness.css'];
const SCRIPTS = ['../report/page/theme.js', 'report/page/robustness.js'];

/** Writes `results.json` and `robustness.html`, one file that needs no network, into a folder. @throws OutputError */
export async function writeRobustness(folder: string, result: RobustnessResult): Promise<void> {
  const style = (await Promise.all(STYLES.map((name) => readFile(new URL(name, import.meta.url), 'utf8')))).join('\n');
  const script = await readPageScript(SCRIPTS.map((name) => new URL(name, import.meta.url)));
  await writeFileAtomically(join(folder, 'results.json'), `${JSON.stringify(result, (_, value: unknown) => (value === Infinity ? 'inf' : value), 1)}\n`);
  await writeFileAtomically(join(folder, 'robustness.html'), renderRobustnessPage(result, { style, script }));
}
