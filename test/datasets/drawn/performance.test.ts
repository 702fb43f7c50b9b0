import { expect, test } from 'vitest';
import { planPerformance, scriptAt } from '../../../datasets/drawn/performance.ts';
import { poseOf } from '../../../datasets/drawn/pose-of.ts';
import { REST, type Pose } from '../../../datasets/drawn/pose.ts';
import { sampleScript, segmentAt } from '../../../datasets/drawn/script.ts';

const KEYS = Object.keys(REST) as readonly (keyof Pose)[];

test('the sample script runs from 0 without gaps through five expressions', () => {
  expect(sampleScript[0]!.start).toBe(0);
  expect(sampleScript.slice(1).map(({ start }) => start)).toEqual(sampleScript.slice(0, -1).map(({ end }) => end));
  expect(sampleScript.map(({ expression }) => expression)).toEqual(['neutral', 'happiness', 'surprise', 'sadness', 'anger']);
});

test('the same seed plays a script the same way, another seed differently', () => {
  expect(planPerformance(sampleScript, 4)).toEqual(planPerformance(sampleScript, 4));
  expect(planPerformance(sampleScript, 4)).not.toEqual(planPerformance(sampleScript, 5));
});

test('between two frames of 25 per second nothing but a blink moves by more than a quarter of its range', () => {
  const performance = planPerformance(sampleScript, 11);
  const jumps = Array.from({ length: 349 }, (_, frame) => {
    const [before, after] = [scriptAt(frame / 25, performance), scriptAt((frame + 1) / 25, performance)];
    return Math.max(...KEYS.filter((key) => key !== 'blink').map((key) => Math.abs(after[key] - before[key])));
  });
  expect(Math.max(...jumps)).toBeLessThan(0.25);
});

test('a blink shuts the lids and opens them again within a quarter of a second', () => {
  const performance = { ...planPerformance(sampleScript, 1), blinks: [1] };
  expect(scriptAt(1.08, performance).blink).toBeCloseTo(1, 3);
  expect([1, 1.25].map((time) => scriptAt(time, performance).blink)).toEqual([0, 0]);
});

test('a silent person holds the pose of the expression in the middle of a segment', () => {
  const performance = planPerformance(sampleScript, 2, { speaks: false });
  const { start, end } = sampleScript[1]!;
  const pose = scriptAt((start + end) / 2, performance);
  expect([pose.smile, pose.mouthOpen, pose.jaw]).toEqual([poseOf('happiness').smile, poseOf('happiness').mouthOpen, poseOf('happiness').jaw]);
});

test('the mouth is opened by an open vowel and closed by the m before it', () => {
  const syllable = { start: 1, end: 1.3, consonant: 'm', vowel: 'a', pitch: 120, loudness: 0.6, expression: 'neutral' } as const;
  const performance = { ...planPerformance(sampleScript, 2, { speaks: false }), syllables: [syllable] };
  expect(scriptAt(1.2, performance).mouthOpen).toBeGreaterThan(scriptAt(1.02, performance).mouthOpen + 0.1);
});

test('a time after the last segment belongs to the last segment, and an empty script is refused', () => {
  expect(segmentAt(sampleScript, 99).expression).toBe('anger');
  expect(() => segmentAt([], 0)).toThrow(RangeError);
});
