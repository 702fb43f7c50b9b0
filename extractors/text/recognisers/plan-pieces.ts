import { ACTIVITY_FRAME } from '../../audio/activity/voice-activity.ts';
import type { Span } from '../../audio/sound.ts';
import { LONGEST_PIECE } from './transcriber.ts';

/** How speech is cut. */
export interface PieceOptions {
  /** Longest piece in seconds; default 30. */
  readonly longest?: number;
  /** Longest pause within a piece, in seconds; default 4. Whisper invents words where nobody speaks for long. */
  readonly pause?: number;
  /** Probability of speech of each frame of 32 ms since time 0: a turn that is too long is cut where it is least. */
  readonly probabilities?: ArrayLike<number>;
}

/**
 * Returns the pieces of a clip to be recognised: as few as hold all turns, since each costs as much as 30 s of speech. Turns go together while their span is not too
 * long and no pause between them is; a turn that is longer is cut in the second half of what may be taken, where speech is least probable.
 *
 * @param turns in order, apart from each other (`toTurns`)
 */
export function planPieces(turns: readonly Span[], { longest = LONGEST_PIECE, pause = 4, probabilities = [] }: PieceOptions = {}): Span[] {
  const pieces: Span[] = [];
  for (const turn of turns.flatMap((each) => cutTurn(each, longest, probabilities))) {
    const last = pieces.at(-1);
    const fits = last !== undefined && turn.start - last.end <= pause && turn.end - last.start <= longest;
    if (fits) pieces[pieces.length - 1] = { start: last.start, end: turn.end };
    else pieces.push(turn);
  }
  return pieces;
}

function cutTurn({ start, end }: Span, longest: number, probabilities: ArrayLike<number>): Span[] {
  const parts: Span[] = [];
  let from = start;
  while (end - from > longest) {
    const cut = leastProbable(from + longest / 2, from + longest, probabilities);
    parts.push({ start: from, end: cut });
    from = cut;
  }
  return [...parts, { start: from, end }];
}

/** Middle of the frame between two times in which speech is least probable; the later of equal ones. */
function leastProbable(from: number, to: number, probabilities: ArrayLike<number>): number {
  const [first, beyond] = [Math.ceil(from / ACTIVITY_FRAME), Math.floor(to / ACTIVITY_FRAME)];
  let best = beyond - 1;
  for (let i = best; i >= first; i--) if ((probabilities[i] ?? 1) < (probabilities[best] ?? 1)) best = i;
  return (best + 0.5) * ACTIVITY_FRAME;
}
