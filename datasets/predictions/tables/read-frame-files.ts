import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from '../../dataset-error.ts';
import { clipBuilder, type BuiltClip } from './clip-builder.ts';
import type { FrameTableRows, TableOptions } from './read-frame-table.ts';
import { officialPlan, type RowPlan } from './row-plan.ts';
import { scanRows } from './scan-rows.ts';
import { valueRules } from './value-rules.ts';

/**
 * Resolves with the rows of a folder that has one text file for each video, named after it, with the header of the annotations: line `k + 1` is frame `k`.
 *
 * @param signal stops between files
 * @throws DatasetError naming file and line: EMPTY_FOLDER, UNKNOWN_FILE, WRONG_HEADER, and what the rows are refused for
 */
export async function readFrameFiles(folder: string, options: TableOptions, signal?: AbortSignal): Promise<FrameTableRows> {
  const names = await listTexts(folder);
  const clips = new Map<string, BuiltClip>();
  let plan: RowPlan | undefined;
  for (const name of names) {
    signal?.throwIfAborted();
    const clip = name.slice(0, -'.txt'.length);
    const read = await readOne(join(folder, name), clip, options);
    plan ??= read.plan;
    clips.set(clip, read.rows);
  }
  return { plan: plan!, clips };
}

async function listTexts(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => Promise.reject(DatasetError.from(error, folder) as Error));
  const names = entries.filter(({ name }) => !name.startsWith('.')).map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
  const other = names.find((name) => !name.endsWith('.txt'));
  if (names.length === 0) throw new DatasetError('EMPTY_FOLDER', { path: folder, detail: 'is empty', next: 'Name a folder with one <video>.txt for each video.' });
  if (other !== undefined) throw new DatasetError('UNKNOWN_FILE', { path: folder, detail: `holds "${other}" where one <video>.txt for each video is expected`, next: 'Name the folder that holds these files, and nothing else.' });
  return names;
}

async function readOne(path: string, clip: string, { protocol, role }: TableOptions): Promise<{ readonly plan: RowPlan; readonly rows: BuiltClip }> {
  const rules = valueRules(path, protocol, role);
  let plan: RowPlan | undefined;
  let builder = clipBuilder(path, clip, 0);
  let first = 0;
  await scanRows(path, createReadStream(path, { highWaterMark: 1 << 18 }), {
    header(names, { line }) {
      plan = officialPlan(names, { path, protocol, role, rules }, 0);
      builder = clipBuilder(path, clip, plan.slots.length);
      first = line;
    },
    row(row) {
      const { slots, cells } = plan!;
      if (row.cells !== cells) throw new DatasetError('NOT_A_TABLE', { path, detail: `line ${row.line} has ${row.cells} cells, and ${cells!} are expected`, next: 'Write the row again.' });
      const place = builder.add(row.line - first, row.line);
      const values = builder.values();
      for (let slot = 0; slot < slots.length; slot++) values[place + slot] = slots[slot]!.read(row, slots[slot]!.cell);
    },
  });
  return { plan: plan!, rows: builder.build() };
}
