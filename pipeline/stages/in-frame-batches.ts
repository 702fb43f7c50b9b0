import type { FrameEntry } from '../media/frame.ts';
import { MediaError } from '../media/media-error.ts';

/** A batch ends at the latest after this many entries, so that a stretch of skipped frames is not waited through. */
const MOST_ENTRIES = 512;

/**
 * Yields the entries from frame `from` on in groups that hold `size` decoded frames each; the last may hold fewer. Where the clip is damaged
 * what was read before comes first, then the error.
 *
 * @throws what `entries` throws
 */
export async function* inFrameBatches(entries: AsyncIterable<FrameEntry>, { from, size }: { readonly from: number; readonly size: number }): AsyncGenerator<FrameEntry[]> {
  let batch: FrameEntry[] = [];
  let decoded = 0;
  let damage: MediaError | undefined;
  try {
    for await (const entry of entries) {
      if (entry.index < from) continue;
      batch.push(entry);
      if (entry.status === 'decoded') decoded += 1;
      if (decoded < size && batch.length < MOST_ENTRIES) continue;
      yield batch;
      batch = [];
      decoded = 0;
    }
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    damage = error;
  }
  if (batch.length > 0) yield batch;
  if (damage !== undefined) throw damage;
}
