import { seededRandom } from '../../../../datasets/drawn/seeded-random.ts';
import { shuffle } from '../../../../datasets/folds/shuffle.ts';
import type { PlanRequest } from '../fake-options.ts';
import type { Mood } from '../moods.ts';

/** One performance of an actor, before it has a name. */
export interface ActedClip<Emotion extends Mood> {
  readonly index: number;
  readonly mood: Emotion;
  /** Number of the actor, from 0; each acts several clips. */
  readonly actor: number;
  readonly speaker: number;
  readonly intensity: number;
  readonly seconds: number;
}

/** Returns `clips` performances of all moods in turn, by `actors` people at most: the first acts each mood once, then the next. */
export function drawActedClips<Emotion extends Mood>(moods: readonly Emotion[], { actors, seconds, request }: { readonly actors: number; readonly seconds: number; readonly request: PlanRequest }): readonly ActedClip<Emotion>[] {
  const random = seededRandom(request.seed * 41 + 9);
  const people = shuffle(Array.from({ length: actors }, (_, index) => index), request.seed + 1);
  return Array.from({ length: request.clips }, (_, index) => {
    const actor = people[Math.floor(index / moods.length) % actors]!;
    return { index, mood: moods[index % moods.length]!, actor, speaker: request.seed * 1000 + actor, intensity: 0.8 + 0.2 * random(), seconds: Math.round((request.seconds ?? seconds) * (0.85 + 0.3 * random()) * 25) / 25 };
  });
}
