import { fastPart } from './fast-part.ts';
import type { HeardSpeech } from './heard-speech.ts';
import { STEP } from './regular-series.ts';

/** What is heard at each multiple of `STEP`, from time 0 on. */
export interface HeardMoments {
  /** 1 where somebody speaks, 0 where nobody does. */
  readonly inTurn: Uint8Array;
  /** The same with the moments close by, in which lips and sound come to rest. */
  readonly nearTurn: Uint8Array;
  /** Fast part of the level, in dB. */
  readonly levels: Float64Array;
}

/** Seconds on both sides of a turn that are looked at with it. */
const MARGIN = 0.1;
/** Sound more than this below the loudest around, in dB, is taken for silence. */
const RANGE = 30;
/** Seconds on both sides in which the loudest is sought. */
const AROUND = 1.25;

/** Returns what is heard as steps of `STEP`, as far as the sound reaches. */
export function toHeardMoments({ turns, start, frameSeconds, levels }: HeardSpeech): HeardMoments {
  const length = Math.max(0, Math.floor((start + levels.length * frameSeconds) / STEP + 1e-6));
  const at = Float64Array.from({ length }, (_, index) => levelAt(levels, (index * STEP - start) / frameSeconds - 0.5));
  return { inTurn: mark(turns, length, 0), nearTurn: mark(turns, length, MARGIN), levels: fastPart(withFloor(at)) };
}

function levelAt(levels: ArrayLike<number>, position: number): number {
  const before = Math.min(levels.length - 1, Math.max(0, Math.floor(position)));
  const after = Math.min(levels.length - 1, before + 1);
  const share = Math.min(1, Math.max(0, position - before));
  return levels[before]! + share * (levels[after]! - levels[before]!);
}

function withFloor(levels: Float64Array): Float64Array {
  const reach = Math.round(AROUND / STEP);
  return levels.map((level, at) => {
    let loudest = -Infinity;
    for (let index = Math.max(0, at - reach); index <= Math.min(levels.length - 1, at + reach); index += 1) loudest = Math.max(loudest, levels[index]!);
    return Math.max(level, loudest - RANGE);
  });
}

function mark(turns: HeardSpeech['turns'], length: number, margin: number): Uint8Array {
  const marks = new Uint8Array(length);
  for (const { start, end } of turns) marks.fill(1, Math.max(0, Math.ceil((start - margin) / STEP - 1e-6)), Math.max(0, Math.ceil((end + margin) / STEP - 1e-6)));
  return marks;
}
