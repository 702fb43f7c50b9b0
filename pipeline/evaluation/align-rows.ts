import type { FrameRows } from '../../datasets/predictions/predictions.ts';

/** Which rows of answers stand beside which label. */
export interface AlignedRows {
  /** Number of rows whose frame is within the labels; they are the first ones. */
  readonly within: number;
  /** Rows within that have a label. */
  readonly matched: number;
  /** Labels without a row. */
  readonly missing: number;
  /** The frame of the first of them. */
  readonly firstMissing: number;
  /** Rows beyond the last label. */
  readonly extra: number;
}

/**
 * Returns how rows, sorted by frame, lie beside labels.
 *
 * @param length number of frames of the labels
 * @param labelled shape `[length]`, 1 where there is a label
 */
export function alignRows({ frames }: Pick<FrameRows, 'frames'>, length: number, labelled: Uint8Array): AlignedRows {
  let within = frames.length;
  while (within > 0 && frames[within - 1]! > length) within--;
  let [matched, missing, firstMissing, row] = [0, 0, 0, 0];
  for (let frame = 1; frame <= length; frame++) {
    const isThere = row < within && frames[row] === frame;
    if (isThere) row++;
    if (labelled[frame - 1] === 0) continue;
    if (isThere) matched++;
    else if (missing++ === 0) firstMissing = frame;
  }
  return { within, matched, missing, firstMissing, extra: frames.length - within };
}
