import { join } from 'node:path';
import type { VoiceRow } from '../rows.ts';
import { csvHeader, csvLines } from './csv-table.ts';
import { openAtomicFile } from './open-atomic-file.ts';
import { voiceColumns, type Descriptor } from './voice-columns.ts';

/**
 * Writes `voice.csv` into `folder` and resolves with the number of rows. The file appears when it is whole.
 *
 * @throws OutputError naming the path, when it cannot be written
 */
export async function writeVoice(
  rows: Iterable<VoiceRow> | AsyncIterable<VoiceRow>,
  { folder, descriptors }: { readonly folder: string; readonly descriptors: readonly Descriptor[] },
): Promise<number> {
  const columns = voiceColumns(descriptors);
  await using file = await openAtomicFile(join(folder, 'voice.csv'));
  await file.write(csvHeader(columns));
  let written = 0;
  for await (const row of rows) {
    await file.write(csvLines([row], columns));
    written += 1;
  }
  await file.commit();
  return written;
}
