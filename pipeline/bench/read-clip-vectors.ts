import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { readNpy } from '../../datasets/features/npy/read-npy.ts';
import { readTable } from '../../datasets/tables/read-table.ts';
import type { LabelledVectors } from './labelled-vectors.ts';

/**
 * Resolves with the vectors of a folder of `<clip>.npy`, as `affekt extract` writes them, and the classes of a table with the columns `name` and `expression`, as `affekt dataset labels`
 * does. Clips without a file or an expression are left out; classes are in the order of their names.
 *
 * @param group a column that says whose a clip is
 * @throws DatasetError naming the table or file that cannot be used
 */
export async function readClipVectors(folder: string, table: string, group?: string): Promise<LabelledVectors> {
  const clips: { readonly path: string; readonly expression: string; readonly group: string }[] = [];
  for await (const row of readTable(table, ['name', 'expression', ...(group === undefined ? [] : [group])])) {
    const path = join(folder, `${row.cell('name')}.npy`);
    const isThere = (await stat(path).catch(() => undefined)) !== undefined; // A clip without features is left out
    if (isThere && row.cell('expression') !== '') clips.push({ path, expression: row.cell('expression'), group: row.cell(group ?? '') });
  }
  if (clips.length === 0) throw new DatasetError('NO_COMMON_CLIP', { path: folder, detail: `has features of no labelled clip of ${table}` });
  const names = [...new Set(clips.map(({ expression }) => expression))].sort();
  if (names.length < 2) throw new DatasetError('MISSING_CLASS', { path: table, detail: `has one class only among clips with features ("${names[0]!}")`, next: 'Give examples of two classes or more.' });
  if (group !== undefined && new Set(clips.map((clip) => clip.group)).size < 2) throw new DatasetError('BAD_VALUE', { path: table, detail: `has one value only in the column "${group}"`, next: 'Name a column that parts the clips, such as speaker.' });
  const vectors: Float32Array[] = [];
  for (const { path } of clips) vectors.push(Float32Array.from((await readNpy(path)).data, Number));
  const dimensions = vectors[0]!.length;
  const odd = vectors.findIndex(({ length }) => length !== dimensions);
  if (odd >= 0) throw new DatasetError('DIMENSIONS', { path: clips[odd]!.path, detail: `has ${vectors[odd]!.length} numbers, and ${clips[0]!.path} ${dimensions}` });
  const values = new Float32Array(vectors.length * dimensions);
  vectors.forEach((vector, row) => values.set(vector, row * dimensions));
  return { values, labels: Int32Array.from(clips, ({ expression }) => names.indexOf(expression)), dimensions, classes: names.length, ...(group !== undefined && { groups: clips.map((clip) => clip.group) }) };
}
