import type { SpeakerSpan } from '../../extractors/audio/speakers/to-speakers.ts';
import type { Span } from '../../extractors/audio/sound.ts';
import type { Verdict } from '../../fusion/verdict.ts';
import type { VoiceRow } from '../rows.ts';

/** What was heard in a whole clip. Light: two windows and about thirty speech values a second. */
export interface VoiceTrack {
  /** In order of time. */
  readonly rows: readonly VoiceRow[];
  /** Spans in which somebody speaks, in order. */
  readonly turns: readonly Span[];
  readonly speech: SpeechCourse;
  /** The turns, cut where another voice begins; absent without a model that tells voices apart. */
  readonly voices?: readonly SpeakerSpan[];
  /** Present where the sound is damaged: the track reaches up to there. */
  readonly damage?: { readonly code: string; readonly message: string };
}

/** Speech and loudness per `frameSeconds`, from `start` on. */
export interface SpeechCourse {
  readonly start: number;
  readonly frameSeconds: number;
  /** Of speech, in [0, 1]. */
  readonly probabilities: readonly number[];
  /** In dB re full scale, as many; absent where they were not measured, and then nobody is linked to the voice. */
  readonly levels?: readonly number[];
}

/** What is heard at one time: absent where the track does not reach. */
export interface Heard {
  readonly speech?: number;
  /** Present where somebody speaks, and the verdict is not withheld. */
  readonly verdict?: Verdict;
  /** Why it is withheld. */
  readonly uncertain?: string;
  /** Whose voice that verdict is about; absent where it is not known, or not one person's. */
  readonly person?: number;
}

/** Returns what is heard at `time` (seconds): speech at that very moment, and the verdict of the window centred nearest to it. */
export function heardAt(track: VoiceTrack | undefined, time: number): Heard {
  if (track === undefined) return {};
  const { start, frameSeconds, probabilities } = track.speech;
  const speech = probabilities[Math.floor((time - start) / frameSeconds)];
  const turn = track.turns[countWhile(track.turns, ({ start: from }) => from <= time) - 1];
  const row = turn !== undefined && time < turn.end ? nearest(track.rows, time) : undefined;
  const { verdict, person, uncertain } = row ?? {};
  return { ...(speech === undefined ? {} : { speech }), ...(verdict === undefined ? {} : { verdict, ...(person === undefined ? {} : { person }) }), ...(uncertain === undefined ? {} : { uncertain }) };
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
