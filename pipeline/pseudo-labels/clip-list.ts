import { readTable } from '../../datasets/tables/read-table.ts';
import type { ClipIdentity } from '../../datasets/tables/clip-labels.ts';
import type { LabelTableColumns } from './label-table.ts';

/**
 * Resolves with the clips of a table, by name, in its order; with speaker and video where it has such columns.
 *
 * @throws DatasetError as `readTable` does
 */
export async function readClipList(path: string, columns: LabelTableColumns): Promise<Map<string, ClipIdentity>> {
  const clips = new Map<string, ClipIdentity>();
  for await (const row of readTable(path, [columns.clip])) {
    const clip = row.cell(columns.clip);
    const [speaker, video] = [row.cell(columns.speaker ?? 'speaker'), row.cell(columns.video ?? 'video')];
    clips.set(clip, { clip, ...(speaker !== '' && { speaker }), ...(video !== '' && { video }) });
  }
  return clips;
}
