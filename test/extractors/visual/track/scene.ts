import { createTracker } from '../../../../extractors/visual/track/create-tracker.ts';
import type { Box } from '../../../../extractors/visual/face.ts';
import type { TrackerOptions } from '../../../../extractors/visual/track/create-tracker.ts';
import type { SeenFace } from '../../../../extractors/visual/track/matching-cost.ts';

/** Somebody in a scene: where the face is at a time (nowhere: undefined), and what it looks like. */
export interface Actor {
  readonly at: (time: number) => { readonly x: number; readonly y?: number; readonly size?: number } | undefined;
  readonly look?: Float32Array;
}

/** How a scene is filmed. */
export interface Shooting {
  readonly times: readonly number[];
  /** Frames with embeddings: `keys` is each eighth, and those with a face that overlaps none of the frame before. */
  readonly embeddings: 'always' | 'keys' | 'never';
  /** Greatest error of the detector, in pixels. */
  readonly jitter?: number;
  readonly options?: Partial<TrackerOptions>;
}

/** Returns, for each actor, the id that the tracker gave in each frame in which the face is seen. */
export function follow(actors: readonly Actor[], { times, embeddings, jitter = 0, options }: Shooting): number[][] {
  const tracker = createTracker({ samePerson: 0.4, ...options });
  const noise = random(7);
  let previous: readonly Box[] = [];
  const ids = actors.map((): number[] => []);
  for (const [index, time] of times.entries()) {
    const visible = actors.flatMap((actor, number) => {
      const place = actor.at(time);
      return place === undefined ? [] : [{ number, look: actor.look, box: toBox(place, () => (noise() * 2 - 1) * jitter) }];
    });
    const fresh = visible.some(({ box }) => !previous.some((other) => overlap(box, other)));
    const embedded = embeddings === 'always' || (embeddings === 'keys' && (index % 8 === 0 || fresh));
    const faces = visible.map(({ box, look }): SeenFace => ({ box, score: 0.9, embedding: embedded && look ? vary(look, noise) : undefined }));
    tracker.update({ time, faces }).forEach((id, face) => ids[visible[face]!.number]!.push(id));
    previous = visible.map(({ box }) => box);
  }
  return ids;
}

/** The different ids that somebody got, in order of appearance. */
export function distinct(ids: readonly number[]): number[] {
  return [...new Set(ids)];
}

/** Presentation times at `rate` Hz over `seconds`. */
export function timesAt(rate: number, seconds: number): number[] {
  return Array.from({ length: Math.round(rate * seconds) }, (_, index) => index / rate);
}

/** A look of 128 numbers and unit length; those of different people have the similarity 0. */
export function look(person: number): Float32Array {
  return new Float32Array(128).fill(1, person, person + 1);
}

/** A look between two: `similarity` to `from`, the rest towards `to`. */
export function lookBetween(from: Float32Array, to: Float32Array, similarity: number): Float32Array {
  return unit(from.map((value, index) => similarity * value + Math.sqrt(1 - similarity ** 2) * to[index]!));
}

/** Returns a generator of numbers in [0, 1), always the same for a seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same person on another photo: a similarity of about 0.75. */
function vary(of: Float32Array, noise: () => number): Float32Array {
  return unit(of.map((value) => value + (noise() - 0.5) * 0.26));
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function toBox({ x, y = 300, size = 100 }: { x: number; y?: number; size?: number }, error: () => number): Box {
  return { x: x - size / 2 + error(), y: y - size / 2 + error(), width: size + error(), height: size + error() };
}

function overlap(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) < Math.min(a.width, b.width) * 0.6 && Math.abs(a.y - b.y) < Math.min(a.height, b.height) * 0.6;
}
