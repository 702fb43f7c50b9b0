import { readFile } from 'node:fs/promises';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { readZip } from '../../datasets/npz/read-zip.ts';
import type { ClipTable, WordTable } from '../../datasets/protocols/submission-format.ts';
import { checkClipTable } from '../../datasets/submissions/check/check-clip-table.ts';
import type { CheckContext } from '../../datasets/submissions/check/check-frame-table.ts';
import type { NameSample } from '../../datasets/submissions/sample.ts';

/** Checks a table of clips, which some challenges take in an archive. */
export async function checkPackedTable(path: string, sample: NameSample, context: CheckContext): Promise<void> {
  const { tally, protocol } = context;
  const { archive, file } = protocol.submission as ClipTable | WordTable;
  const bytes = await readFile(path).catch((error: unknown) => Promise.reject(DatasetError.from(error, path) as Error));
  if (!isZip(bytes)) {
    if (archive !== undefined) tally.add('warning', 'not-packed', () => ({ where: path, what: `is not packed, and ${archive} with ${file} in it is handed in`, fix: `Pack it: zip ${archive} ${file}.` }));
    checkClipTable(bytes, path, sample, context);
    return;
  }
  if (archive === undefined) tally.add('error', 'packed', () => ({ where: path, what: 'is an archive, and a plain table is handed in', fix: 'Unpack it.' }));
  const table = await onlyTable(path, file, context);
  if (table !== undefined) checkClipTable(table.bytes, `${path}/${table.name}`, sample, context);
}

async function onlyTable(path: string, file: string, { tally }: CheckContext): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined> {
  try {
    const members = [...(await readZip(path)).values()];
    const others = members.filter(({ name }) => name !== file);
    const table = members.find(({ name }) => name === file) ?? members.find(({ name }) => /\.csv$/i.test(name));
    if (table === undefined) tally.add('error', 'no-table', () => ({ where: path, what: `holds no ${file}${others.length > 0 ? `, only "${others[0]!.name}"` : ''}`, fix: `Pack ${file}, and nothing else.` }));
    else if (table.name !== file) tally.add('error', 'file-name', () => ({ where: path, what: `holds "${table.name}" where "${file}" is expected${table.name.includes('/') ? ': the table lies in a folder' : ''}`, fix: `Pack ${file} by itself, without a folder.` }));
    for (const { name } of others.filter((each) => each !== table)) tally.add('warning', 'extra-files', () => ({ where: path, what: `also holds "${name}"`, fix: `Pack ${file}, and nothing else.` }));
    return table && { name: table.name, bytes: await table.read() };
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    tally.add('error', error.code === 'BAD_NAME' ? 'hostile-name' : 'bad-archive', () => ({ where: path, what: error.detail, fix: error.next }));
    return undefined;
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}
