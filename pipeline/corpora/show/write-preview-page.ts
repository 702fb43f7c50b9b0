import { readFile } from 'node:fs/promises';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { readPageScript } from '../../report/read-page-script.ts';
import { renderPreviewPage, type PreviewPage } from './render-preview-page.ts';

const REPORT = new URL('../../report/page/', import.meta.url);
const TRAINING = new URL('../../training/report/page/', import.meta.url);
const OWN = new URL('page/', import.meta.url);

/**
 * Writes a page about a corpus, one file that needs no network.
 *
 * @throws OutputError naming `path`
 */
export async function writePreviewPage(path: string, page: PreviewPage): Promise<void> {
  const styles = await Promise.all([new URL('page.css', REPORT), new URL('training.css', TRAINING), new URL('preview.css', OWN)].map((url) => readFile(url, 'utf8')));
  const script = await readPageScript([new URL('theme.js', REPORT), new URL('preview.js', OWN)]);
  await writeFileAtomically(path, renderPreviewPage(page, { style: styles.join('\n'), script }));
}
