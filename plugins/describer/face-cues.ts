import { EXPRESSIONS, type Expression } from '../../fusion/verdict.ts';
import { type FaceTrack, rowsWithin } from './face-track.ts';
import type { Moment } from './moment.ts';

/** A look that lasts at least this long is told of. Seconds. */
const SHORTEST = 0.3;
/** At most so many looks are told of, the longest. */
const MOST = 12;
/** Rows further apart belong to two looks. Seconds. */
const GAP = 1;

interface Look {
  readonly expression: Expression;
  readonly start: number;
  end: number;
  sum: number;
  rows: number;
}

/** Returns lines that tell what a face shows in a stretch of time; none where it is not seen. */
export function faceCues(track: FaceTrack, moment: Moment): string[] {
  const [from, to] = rowsWithin(track, moment);
  const rows = Array.from({ length: to - from }, (_, index) => from + index).filter((row) => track.expressions[row]! >= 0);
  if (rows.length === 0) return [];
  const looks = toLooks(track, rows);
  const told = [...looks].sort((a, b) => b.end - b.start - (a.end - a.start)).slice(0, MOST).filter(({ start, end }) => end - start >= SHORTEST || looks.length === 1).sort((a, b) => a.start - b.start);
  const mean = (values: readonly number[]) => rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length;
  const lines = [`Face on the whole: ${toShares(track, rows)}; valence ${mean(track.valence).toFixed(2)}, arousal ${mean(track.arousal).toFixed(2)} (each from -1 to 1)`];
  if (told.length > 1) lines.push(`Face over time: ${told.map(({ expression, start, end, sum, rows: count }) => `${expression} ${start.toFixed(1)}–${end.toFixed(1)} s (${(sum / count).toFixed(2)})`).join(', ')}`);
  return lines;
}

function toLooks({ times, expressions, probabilities }: FaceTrack, rows: readonly number[]): Look[] {
  const looks: Look[] = [];
  for (const row of rows) {
    const [time, expression] = [times[row]!, EXPRESSIONS[expressions[row]!]!];
    const last = looks.at(-1);
    const near = last !== undefined && time - last.end <= GAP;
    if (near) last.end = time;
    if (near && last.expression === expression) {
      last.sum += probabilities[row]!;
      last.rows += 1;
    } else looks.push({ expression, start: time, end: time, sum: probabilities[row]!, rows: 1 });
  }
  return looks;
}

/** Largest first; less than a twentieth is left out. */
function toShares({ expressions }: FaceTrack, rows: readonly number[]): string {
  const shares = EXPRESSIONS.map((expression, index) => ({ expression, share: rows.filter((row) => expressions[row] === index).length / rows.length }));
  return shares.filter(({ share }) => share >= 0.05).sort((a, b) => b.share - a.share).map(({ expression, share }) => `${expression} ${Math.round(100 * share)} %`).join(', ');
}
