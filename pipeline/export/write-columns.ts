import { join } from 'node:path';
import type { AddedTable } from '../plugins/added-table.ts';
import type { RunRecord } from '../rows.ts';
import type { Column } from './column.ts';
import { sentenceColumns } from './sentence-columns.ts';
import { voiceColumns, type Descriptor } from './voice-columns.ts';
import { withAdded } from './with-added.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/**
 * Writes `columns.json` into `folder`: for every column of every table its type, unit, range, meaning, and the model it comes from.
 *
 * @throws OutputError naming the path, when it cannot be written
 */
export async function writeColumns(
  run: RunRecord,
  { folder, descriptors, tables = [], added = [] }: { readonly folder: string; readonly descriptors: readonly Descriptor[]; /** Those of plug-ins. */ readonly tables?: readonly AddedTable[]; /** Their columns of the frame table. */ readonly added?: Parameters<typeof withAdded>[0] },
): Promise<void> {
  const further = Object.fromEntries(tables.map(({ name, columns }) => [name, describe(columns, run)])) as Record<string, unknown>;
  const dictionary = { frames: describe(withAdded(added), run), voice: describe(voiceColumns(descriptors), run), sentences: describe(sentenceColumns, run), ...further };
  await writeFileAtomically(join(folder, 'columns.json'), `${JSON.stringify(dictionary, null, 2)}\n`);
}

function describe(columns: readonly Column<never>[], run: RunRecord): Record<string, unknown> {
  const entries = columns.map(({ name, type, unit, range, values, description, source }) => {
    const model = run.models[source];
    return [name, { type: TYPE_NAME[type], unit, range, values, description, source, model: model?.id, sha256: model?.sha256 }];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

const TYPE_NAME = { integer: 'integer', time: 'number', pixels: 'number', number: 'number', text: 'text' } as const;
