import { mapPose } from '../../../datasets/drawn/blend-poses.ts';
import { drawPeople } from '../../../datasets/drawn/draw-people.ts';
import { lookFromSeed } from '../../../datasets/drawn/look-from-seed.ts';
import { planPerformance, scriptAt, type Performance } from '../../../datasets/drawn/performance.ts';
import { poseOf } from '../../../datasets/drawn/pose-of.ts';
import type { Pose } from '../../../datasets/drawn/pose.ts';
import { planSpeech, type Syllable } from '../../../datasets/drawn/speech/speech-plan.ts';
import { feelingAt, type Beat } from './beats.ts';
import type { FakeClip, FakePerson } from './fake-plan.ts';
import { factsOf } from './moods.ts';

const NEUTRAL = poseOf('neutral');
/** Seconds by which the pauses around a phrase are shorter than `planSpeech` makes them: beats are short. */
const HURRY = 0.22;

/** Returns a function from time (seconds) to the SVG of a clip. */
export function stageOf({ people, width, height }: FakeClip): (time: number) => string {
  const wall = lookFromSeed(people[0]?.seed ?? 0).wall;
  const cast = people.map((person) => ({ person, look: lookFromSeed(person.seed), performance: perform(person) }));
  return (time) => drawPeople(cast.map(({ person, look, performance }) => ({ look, pose: poseAt(time, person, performance), ...person.place })), { width, height, wall });
}

/** Returns what somebody says over their beats, in time order: the words of the seed, in the voice of each mood. */
export function wordsOf(beats: readonly Beat[], seed: number): readonly Syllable[] {
  const script = beats.map(({ start, end, mood }) => ({ start: start - HURRY, end: end + HURRY, expression: factsOf(mood).voice.like }));
  return planSpeech(script, seed).map((syllable) => {
    const { pitch, loudness } = factsOf(feelingAt(beats, syllable.start).mood).voice;
    return { ...syllable, pitch: syllable.pitch * pitch, loudness: Math.min(1, syllable.loudness * loudness) };
  });
}

/** Blinks, small movements and the words; the face itself is put in by `poseAt`. */
function perform({ beats, seed, speaks }: FakePerson): Performance {
  const plan = planPerformance([{ start: 0, end: beats.at(-1)?.end ?? 0, expression: 'neutral' }], seed, { speaks: false });
  return { ...plan, syllables: speaks ? wordsOf(beats, seed) : [] };
}

function poseAt(time: number, { beats }: FakePerson, performance: Performance): Pose {
  const { pose } = feelingAt(beats, time);
  const moved = scriptAt(time, performance);
  return mapPose((key) => Math.min(Math.max(pose[key] + moved[key] - NEUTRAL[key], -1.2), 1.2));
}
