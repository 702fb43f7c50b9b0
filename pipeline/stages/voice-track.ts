import type { Span } from '../../extractors/audio/sound.ts';
import type { Verdict } from '../../fusion/verdict.ts';
import type { VoiceRow } from '../rows.ts';

/** What was heard in a whole clip. Light: two windows and about thirty speech values a second. */
export interface VoiceTrack {
  /** In order of time. */
  readonly rows: readonly VoiceRow[];
  /** Spans in which somebody speaks, in order. */
  readonly turns: readonly Span[];
  /** Probability of speech per `frameSeconds`, from `start` on. */
  readonly speech: { readonly start: number; readonly frameSeconds: number; readonly probabilities: readonly number[] };
  /** Present where the sound is damaged: the track reaches up to there. */
  readonly damage?: { readonly code: string; readonly message: string };
}

/** What is heard at one time: absent where the track does not reach. */
export interface Heard {
  readonly speech?: number;
  /** Present where somebody speaks. */
  readonly verdict?: Verdict;
}

/** Returns what is heard at `time` (seconds): speech at that very moment, and the verdict of the window centred nearest to it. */
export function heardAt(track: VoiceTrack | undefined, time: number): Heard {
  if (track === undefined) return {};
  const { start, frameSeconds, probabilities } = track.speech;
  const speech = probabilities[Math.floor((time - start) / frameSeconds)];
  const turn = track.turns[countWhile(track.turns, ({ start: from }) => from <= time) - 1];
  const verdict = turn !== undefined && time < turn.end ? nearest(track.rows, time)?.verdict : undefined;
  return { ...(speech === undefined ? {} : { speech }), ...(verdict === undefined ? {} : { verdict }) };
}

function nearest(rows: readonly VoiceRow[], time: number): VoiceRow | undefined {
  const next = countWhile(rows, (row) => centre(row) <= time);
  const [before, after] = [rows[next - 1], rows[next]];
  if (before === undefined || after === undefined) return before ?? after;
  return centre(after) - time < time - centre(before) ? after : before;
}

function centre({ start, end }: Span): number {
  return (start + end) / 2;
}

/** How many of `items`, from the first on, satisfy `holds`; by bisection, so once it is false it must stay so. */
function countWhile<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
