import type { Span } from '../sound.ts';
import { ACTIVITY_FRAME } from './voice-activity.ts';

/** When speech begins and ends. */
export interface TurnOptions {
  /** Probability at which a turn begins; default 0.5. */
  readonly threshold?: number;
  /** Probability below which it ends; default `threshold − 0.15`. */
  readonly release?: number;
  /** Shortest turn in seconds; shorter ones are left out; default 0.25. */
  readonly minSpeech?: number;
  /** Shortest pause in seconds; over shorter ones a turn goes on; default 0.3. */
  readonly minSilence?: number;
  /** Seconds added at both ends, though never beyond the sound or into the next turn; default 0.03. */
  readonly padding?: number;
  /** Seconds per probability; default 0.032. */
  readonly frame?: number;
  /** Time of the first frame in seconds; default 0. */
  readonly start?: number;
}

/** Turns probabilities of speech, one per frame, into the spans in which somebody speaks, in order and apart from each other. */
export function toTurns(probabilities: ArrayLike<number>, options: TurnOptions = {}): Span[] {
  const { minSpeech = 0.25, minSilence = 0.3, padding = 0.03, frame = ACTIVITY_FRAME, start = 0 } = options;
  const end = start + probabilities.length * frame;
  const loud = findRuns(probabilities, options).map(([from, to]) => ({ start: start + from * frame, end: start + to * frame }));
  return joinClose(loud, minSilence)
    .filter((turn) => turn.end - turn.start >= minSpeech - 1e-9)
    .map((turn, i, turns) => ({
      start: Math.max(turn.start - padding, middle(turns[i - 1], turn) ?? start),
      end: Math.min(turn.end + padding, middle(turn, turns[i + 1]) ?? end),
    }));
}

function findRuns(probabilities: ArrayLike<number>, { threshold = 0.5, release = threshold - 0.15 }: TurnOptions): [number, number][] {
  const runs: [number, number][] = [];
  let speaking = false;
  for (let i = 0; i < probabilities.length; i++) {
    const wasSpeaking: boolean = speaking;
    speaking = probabilities[i]! >= (wasSpeaking ? release : threshold);
    if (speaking && !wasSpeaking) runs.push([i, i + 1]);
    else if (speaking) runs.at(-1)![1] = i + 1;
  }
  return runs;
}

function joinClose(spans: readonly Span[], minSilence: number): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last !== undefined && span.start - last.end < minSilence - 1e-9) joined[joined.length - 1] = { start: last.start, end: span.end };
    else joined.push(span);
  }
  return joined;
}

function middle(before: Span | undefined, after: Span | undefined): number | undefined {
  return before && after && (before.end + after.start) / 2;
}
