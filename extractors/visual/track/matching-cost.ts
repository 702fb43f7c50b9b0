import { similarity } from './gallery.ts';
import { deviation } from './motion.ts';
import type { Box } from '../face.ts';
import type { Gallery } from './gallery.ts';
import type { Motion } from './motion.ts';

/** One face of a sighting. */
export interface SeenFace {
  readonly box: Box;
  /** Detector confidence in [0, 1]. */
  readonly score: number;
  /** Unit length; absent on frames where none was computed. The tracker keeps it: do not write to it afterwards. */
  readonly embedding?: Float32Array | undefined;
}

/** What is known of one person. */
export interface Person {
  readonly id: number;
  readonly motion: Motion;
  readonly gallery: Gallery;
  /** Number of sightings. */
  readonly sightings: number;
}

/** When a face is seen, and what counts as alike. */
export interface Circumstances {
  readonly time: number;
  /** Time of the sighting before; `-Infinity` at the first. */
  readonly before: number;
  readonly samePerson: number;
  readonly differentPerson: number;
  readonly memory: number;
}

/** Seconds and deviation within which a face is still followed although it looks unlike itself, as when it turns away. */
const CONTINUITY = { gap: 0.5, deviation: 0.5 } as const;

/**
 * Returns what it costs to take `face` for `person`; `Infinity` when that is out of the question.
 *
 * - looks alike: 0 to 0.45, wherever the person was and however long ago;
 * - looks cannot be compared: 0.5 to 0.8 by place alone, as long as the person was seen in the sighting before or within
 *   `memory`; 0.2 more when seen only once so far, so that a false detection does not take over somebody's id; 0.3 more
 *   when missing in the sighting before, so that nobody out of sight takes over the id of somebody in sight;
 * - looks neither alike nor different: 1.2 to 1.3, and only when followed without a gap;
 * - looks different: out of the question.
 */
export function matchingCost(person: Person, face: SeenFace, circumstances: Circumstances): number {
  const { time, before, samePerson, differentPerson, memory } = circumstances;
  const gap = time - person.motion.time;
  const remembered = gap <= memory || person.motion.time >= before;
  const away = remembered ? deviation(person.motion, face.box, time) : Infinity;
  const alike = face.embedding && similarity(person.gallery, face.embedding);
  if (alike === undefined) return 0.5 + 0.3 * away + (person.sightings === 1 ? 0.2 : 0) + (person.motion.time < before ? 0.3 : 0);
  if (alike >= samePerson) return 0.45 * (0.85 * ((1 - alike) / (1 - samePerson)) + 0.15 * Math.min(1, away));
  const followed = gap <= CONTINUITY.gap && away <= CONTINUITY.deviation;
  return alike >= differentPerson && followed ? 1.2 + 0.2 * away : Infinity;
}
