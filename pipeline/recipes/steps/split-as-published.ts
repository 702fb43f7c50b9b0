import { shuffle } from '../../../datasets/folds/shuffle.ts';

/**
 * Returns which of the training clips Wen et al. (2024) validate on: the last quarter of the shuffled training list. The official validation set is not
 * looked at, and what is called validation is part of the training videos. Their valence–arousal branch draws overlapping windows instead of videos, which
 * leaks even more; here clips stay whole.
 */
export function splitAsPublished(clips: readonly string[], seed: number): ReadonlySet<string> {
  const shuffled = shuffle([...clips].sort(), seed);
  return new Set(shuffled.slice(Math.ceil(0.75 * shuffled.length)));
}
