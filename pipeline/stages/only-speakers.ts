import type { FrameRow } from '../rows.ts';

/** Probability from which somebody is taken for the speaker. */
const SPEAKS = 0.5;
/** What a row says of its person. */
const PERSONAL: ReadonlySet<string> = new Set<keyof FrameRow>(['person', 'face', 'verdict', 'faceVerdict', 'speaking', 'added']);

/**
 * Yields the rows of those who speak. Rows of others, and of those of whom it is not known, are left out; a frame that loses all of its people keeps
 * its row and its status, without a person, so every frame has a row still.
 *
 * @param rows in the order of their frames
 */
export async function* onlySpeakers(rows: AsyncIterable<FrameRow>): AsyncGenerator<FrameRow> {
  let silent: FrameRow | undefined; // The first of a frame in which nobody was found to speak so far
  let last = -1;
  for await (const row of rows) {
    if (row.frame !== last && silent !== undefined) yield withoutPerson(silent);
    if (row.frame !== last) silent = undefined;
    const isFirst = row.frame !== last;
    last = row.frame;
    if (row.person === undefined || isSpeaking(row)) {
      silent = undefined;
      yield row;
    } else if (isFirst) silent = row;
  }
  if (silent !== undefined) yield withoutPerson(silent);
}

function isSpeaking({ speaking }: FrameRow): boolean {
  return speaking !== undefined && speaking >= SPEAKS;
}

function withoutPerson(row: FrameRow): FrameRow {
  return Object.fromEntries(Object.entries(row).filter(([key]) => !PERSONAL.has(key))) as unknown as FrameRow;
}
