import type { EncodedTranscript, EncodedWord } from './encode-transcript.ts';

/** Rows at regular times, row `k` at `offset + k · hop` seconds. */
export interface Clock {
  /** Seconds between two rows, above 0. */
  readonly hop: number;
  readonly offset: number;
}

/** Overlap in seconds that is no more than rounding. */
const NOTHING = 1e-6;

/**
 * Returns the words of a transcript on a clock: at each of its times the mean of the words that are said within half a hop around it, weighted by how much
 * of each is. Where nobody speaks there is no row. Nothing where there are no words.
 *
 * @returns times `[T]`, increasing, with gaps; values `[T, dimensions]`
 * @throws RangeError when the hop is not above 0
 */
export function toClockRows({ words, dimensions }: Pick<EncodedTranscript, 'words' | 'dimensions'>, { hop, offset }: Clock): { times: Float64Array; values: Float32Array; dimensions: number } | undefined {
  if (!(hop > 0)) throw new RangeError(`clock: a hop of ${hop} s is not above 0. Give the seconds between two rows.`);
  const said = words.flatMap((word) => overlaps(word, { hop, offset }).map((overlap) => ({ ...overlap, word })));
  const totals = new Map<number, number>();
  for (const { row, seconds } of said) totals.set(row, (totals.get(row) ?? 0) + seconds);
  const rows = [...totals.keys()].sort((a, b) => a - b);
  if (rows.length === 0) return undefined;
  const places = new Map(rows.map((row, place) => [row, place]));
  const values = new Float32Array(rows.length * dimensions);
  for (const { row, seconds, word } of said) {
    const start = places.get(row)! * dimensions;
    const share = seconds / totals.get(row)!;
    word.values.forEach((value, i) => (values[start + i]! += share * value));
  }
  return { times: Float64Array.from(rows, (row) => offset + row * hop), values, dimensions };
}

/** The rows that a word is said in, with how long. One of no length is said all the same. */
function overlaps({ start, end }: Pick<EncodedWord, 'start' | 'end'>, { hop, offset }: Clock): { readonly row: number; readonly seconds: number }[] {
  const until = Math.max(end, start + 2 * NOTHING);
  const first = Math.floor((start - offset) / hop);
  const count = Math.ceil((until - start) / hop) + 2;
  return Array.from({ length: count }, (_, index) => {
    const middle = offset + (first + index) * hop;
    return { row: first + index, seconds: Math.min(until, middle + hop / 2) - Math.max(start, middle - hop / 2) };
  }).filter(({ seconds }) => seconds > NOTHING / 2);
}
