import type { Span } from '../sound.ts';
import { clusterSpeakers, cosineDistance } from './cluster-speakers.ts';

/** A stretch of speech with the vector of its speaker. */
export interface EmbeddedWindow extends Span {
  /** Of unit length. */
  readonly embedding: Float32Array;
}

/** A part of a turn in which one voice speaks. */
export interface SpeakerSpan extends Span {
  /** The same number for the same voice through the clip, from 0, in order of appearance; absent for a part too short to tell. */
  readonly speaker?: number;
}

interface Piece extends Span {
  readonly embedding?: Float32Array;
}

/**
 * Returns the parts of all turns, in order, cut where the voice changes: where two windows that follow one another without overlap are farther apart than `different`,
 * and farther than those half a window earlier and later. Parts with near vectors are given one number.
 *
 * @param windows of speech, in order
 * @param different cosine distance above which two vectors are of two people
 */
export function toSpeakers(turns: readonly Span[], windows: readonly EmbeddedWindow[], different: number): SpeakerSpan[] {
  const changes = findChanges(windows, different);
  const pieces = turns.flatMap((turn) => cutTurn(turn, changes).map((span) => toPiece(span, windows)));
  const known = pieces.flatMap(({ embedding }) => embedding ?? []);
  const numbers = clusterSpeakers(known, different);
  let next = 0;
  return pieces.map(({ start, end, embedding }) => ({ start, end, ...(embedding === undefined ? {} : { speaker: numbers[next++]! }) }));
}

/** Times at which another voice begins, in seconds. */
function findChanges(windows: readonly EmbeddedWindow[], different: number): number[] {
  const steps = windows.flatMap((before) => {
    const after = windows.find(({ start }) => Math.abs(start - before.end) < 1e-6);
    return after === undefined ? [] : [{ time: before.end, distance: cosineDistance(before.embedding, after.embedding) }];
  });
  const at = new Map(steps.map(({ time, distance }) => [time.toFixed(3), distance]));
  const half = windows.length === 0 ? 0 : (windows[0]!.end - windows[0]!.start) / 2;
  const near = (time: number) => at.get(time.toFixed(3)) ?? 0;
  return steps.filter(({ time, distance }) => distance > different && distance >= near(time - half) && distance > near(time + half)).map(({ time }) => time);
}

function cutTurn({ start, end }: Span, changes: readonly number[]): Span[] {
  const edges = [start, ...changes.filter((time) => time > start + 0.25 && time < end - 0.25), end];
  return edges.slice(1).map((edge, index) => ({ start: edges[index]!, end: edge }));
}

/** The mean vector of the windows that lie in a span, or most of which does where none is whole. */
function toPiece(span: Span, windows: readonly EmbeddedWindow[]): Piece {
  const shares = windows.map((window) => ({ window, share: (Math.min(window.end, span.end) - Math.max(window.start, span.start)) / (window.end - window.start) }));
  const best = Math.max(0, ...shares.map(({ share }) => share));
  if (best < 0.5) return span;
  const inside = shares.filter(({ share }) => share >= Math.min(best, 0.95) - 1e-9).map(({ window }) => window.embedding);
  const mean = inside[0]!.map((_, index) => inside.reduce((sum, vector) => sum + vector[index]!, 0) / inside.length);
  const length = Math.hypot(...mean);
  return { ...span, embedding: mean.map((value) => value / length) };
}
