import type { Protocol } from '../../protocols/protocol.ts';
import type { DenseClip } from '../dense-clip.ts';
import { toValues } from './to-values.ts';
import type { RowSample } from '../sample.ts';

/** Rows in one piece of text. */
const PIECE = 20_000;

/**
 * Yields the text of a table of frames piece by piece: the header and the rows of the sample, in their order.
 *
 * @param clips by the index of `sample.clips`; each at least as long as its last row
 */
export function* toFrameTableTexts(sample: RowSample, clips: readonly DenseClip[], protocol: Protocol): Generator<string> {
  const { locations, clipOf, frameOf } = sample;
  yield `${sample.header ?? protocol.submission.header.join(',')}\n`;
  for (let from = 0; from < locations.length; from += PIECE) {
    let text = '';
    for (let row = from; row < Math.min(from + PIECE, locations.length); row++) text += `${locations[row]!},${toValues(clips[clipOf[row]!]!, frameOf[row]! - 1, protocol)}\n`;
    yield text;
  }
}

/** Returns the text of the file of one video: the header of the annotations, and a row for each frame. */
export function toFrameFileText(clip: DenseClip, length: number, protocol: Protocol): string {
  let text = `${protocol.submission.header.join(',')}\n`;
  for (let row = 0; row < length; row++) text += `${toValues(clip, row, protocol)}\n`;
  return text;
}
