import { blendPoses } from '../../../datasets/drawn/blend-poses.ts';
import type { Pose } from '../../../datasets/drawn/pose.ts';
import { factsOf, poseOfMood, type Mood } from './moods.ts';

/** One stretch of what a person feels, in seconds. Beats follow each other without gaps. */
export interface Beat {
  readonly start: number;
  readonly end: number;
  readonly mood: Mood;
  /** How strongly, [0, 1]. */
  readonly intensity: number;
}

/** What a person feels and shows at one time. */
export interface Feeling {
  /** That of the beat. */
  readonly mood: Mood;
  /** In [-1, 1], smooth in time. */
  readonly valence: number;
  readonly arousal: number;
  readonly pose: Pose;
}

/** Seconds that a face takes from one mood to the next. */
const TRANSITION = 0.4;

/** Returns what is felt at `time` (seconds); before the first and after the last beat, the nearest one. */
export function feelingAt(beats: readonly Beat[], time: number): Feeling {
  const before = beatAt(beats, time - TRANSITION / 2);
  const after = beatAt(beats, time + TRANSITION / 2);
  const along = before === after ? 0 : Math.min(1, Math.max(0, (time - before.end) / TRANSITION + 0.5));
  const weight = along * along * (3 - 2 * along);
  const mix = (value: (beat: Beat) => number) => value(before) * (1 - weight) + value(after) * weight;
  const swell = (beat: Beat) => beat.intensity * (0.9 + 0.1 * Math.sin(2.1 * time + 3 * beat.intensity));
  return {
    mood: beatAt(beats, time).mood,
    valence: mix((beat) => factsOf(beat.mood).valence * swell(beat)),
    arousal: mix((beat) => factsOf(beat.mood).arousal * swell(beat)),
    pose: blendPoses(poseOfMood(before.mood, swell(before)), poseOfMood(after.mood, swell(after)), weight),
  };
}

/**
 * Returns one beat for each mood, which share `seconds` about evenly; their strength lies between 0.75 and 1.
 *
 * @param random uniform numbers in [0, 1)
 */
export function planBeats(moods: readonly Mood[], seconds: number, random: () => number): readonly Beat[] {
  const shares = moods.map(() => 0.85 + 0.3 * random());
  const sum = shares.reduce((total, share) => total + share, 0);
  let start = 0;
  return moods.map((mood, index) => {
    const end = index === moods.length - 1 ? seconds : start + (shares[index]! / sum) * seconds;
    const beat = { start, end, mood, intensity: 0.75 + 0.25 * random() };
    start = end;
    return beat;
  });
}

function beatAt(beats: readonly Beat[], time: number): Beat {
  let [low, high] = [0, beats.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time < beats[middle]!.end) high = middle;
    else low = middle + 1;
  }
  return beats[low]!;
}
