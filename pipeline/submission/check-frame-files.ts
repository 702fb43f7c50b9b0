import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { readZip } from '../../datasets/npz/read-zip.ts';
import { checkHeader } from '../../datasets/submissions/check/check-header.ts';
import { createFrameValueCheck } from '../../datasets/submissions/check/check-frame-values.ts';
import type { CheckContext } from '../../datasets/submissions/check/check-frame-table.ts';
import type { FrameFiles } from '../../datasets/protocols/submission-format.ts';
import type { Sample } from '../../datasets/submissions/sample.ts';

/** Checks one text file for each video, in a folder or an archive: the header of the annotations and a row for each frame. */
export async function checkFrameFiles(path: string, sample: Sample, context: CheckContext & { readonly isFolder: boolean }): Promise<void> {
  const { tally } = context;
  const files = await openFiles(path, context);
  if (files === undefined) return;
  const rows = rowsByClip(sample);
  for (const [clip, wanted] of rows) {
    const read = files.get(`${clip}.txt`);
    if (read === undefined) tally.add('error', 'missing-files', () => ({ where: path, what: `"${clip}.txt" is missing`, fix: 'Write one file for each video of the list.' }));
    else checkFile(`${path}/${clip}.txt`, await readText(read), wanted, context);
  }
  for (const name of files.keys()) {
    if (rows.has(name.replace(/\.txt$/, ''))) continue;
    tally.add('error', 'extra-files', () => ({ where: path, what: `holds "${name}", which is no file of a video of the list`, fix: 'Leave it out; files lie in no folder of their own and are called <video>.txt.' }));
  }
}

type Files = ReadonlyMap<string, () => Promise<Uint8Array>>;

async function openFiles(path: string, { tally, isFolder }: CheckContext & { readonly isFolder: boolean }): Promise<Files | undefined> {
  try {
    if (isFolder) return new Map((await readdir(path)).filter((name) => !name.startsWith('.')).map((name) => [name, () => readFile(join(path, name))]));
    return new Map([...(await readZip(path))].map(([name, member]) => [name, () => member.read()]));
  } catch (error) {
    const told = DatasetError.from(error, path);
    if (!(told instanceof DatasetError)) throw error;
    tally.add('error', told.code === 'BAD_NAME' ? 'hostile-name' : 'bad-archive', () => ({ where: path, what: told.detail, fix: told.next }));
    return undefined;
  }
}

/** Rows that each video has; `undefined` where the list does not say. */
function rowsByClip(sample: Sample): ReadonlyMap<string, number | undefined> {
  if (sample.kind === 'names') return new Map(sample.names.map((name) => [name, undefined]));
  const rows = new Map(sample.clips.map((clip) => [clip, 0]));
  for (const clip of sample.clipOf) rows.set(sample.clips[clip]!, rows.get(sample.clips[clip]!)! + 1);
  return rows;
}

async function readText(read: () => Promise<Uint8Array>): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await read());
}

function checkFile(file: string, text: string, wanted: number | undefined, context: CheckContext): void {
  const { protocol, tally, statistics } = context;
  const submission = protocol.submission as FrameFiles;
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const first = checkHeader(lines[0] ?? '', { tally, file, expected: submission.header.join(',') });
  if (first === 'useless') return;
  const check = createFrameValueCheck(submission.values, { protocol, tally, statistics, file });
  const rows = first === 'header' ? lines.slice(1) : lines;
  rows.forEach((line, index) => check(line.replace(/\r$/, ''), index + (first === 'header' ? 2 : 1)));
  if (wanted === undefined || rows.length === wanted) return;
  const off = rows.length - wanted;
  const code = off === -1 ? 'one-row-short' : off === 1 ? 'one-row-long' : 'row-count';
  tally.add('error', code, () => ({ where: file, what: `has ${rows.length} rows, and the list has ${wanted} for this video`, fix: off < 0 ? 'Write one row for each row of the list; the last answer may be copied.' : 'Leave out what is beyond the list.' }));
}
