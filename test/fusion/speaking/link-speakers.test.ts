import { expect, test } from 'vitest';
import { linkSpeakers } from '../../../fusion/speaking/link-speakers.ts';
import type { Mouth } from '../../../fusion/speaking/mouth.ts';
import { speakerOfSpan } from '../../../fusion/speaking/speaker-of-span.ts';
import { speakingAt } from '../../../fusion/speaking/speaking-at.ts';
import { splitTurn } from '../../../fusion/speaking/split-turn.ts';

const RATE = 25;
const SECONDS = 8;
const wave = (rate: number) => (time: number) => Math.sin(2 * Math.PI * rate * time);
/** Syllables of two voices: they differ in rate. */
const slow = wave(3.1);
const quick = wave(4.7);
const turn = { start: 1, end: 7 };

/** Speech from 1 to 7 s that is as loud as `loudness` says. */
const speechOf = (loudness: (time: number) => number) => ({
  turns: [turn],
  start: 0,
  frameSeconds: 0.032,
  levels: Array.from({ length: SECONDS / 0.032 }, (_, index) => -30 + 8 * loudness((index + 0.5) * 0.032)),
});

/** A mouth that moves by 0.05 as `movement` says, seen `rate` times a second. */
function mouth(person: number, movement: (time: number) => number, rate = RATE): Mouth {
  const times = Array.from({ length: SECONDS * rate }, (_, index) => index / rate);
  return { person, times, openings: times.map((time) => 0.1 + 0.05 * movement(time)) };
}

const still = () => 0;
const unseen = () => Number.NaN;
const at = (mouths: readonly Mouth[], time: number, loudness = slow) => mouths.map(({ person }) => speakingAt(linkSpeakers(mouths, speechOf(loudness)), person, time));

test('somebody whose lips move in time with the sound speaks, somebody whose lips rest does not', () => {
  const [speaker, listener] = at([mouth(0, slow), mouth(1, still)], 4);
  expect(speaker).toBeGreaterThan(0.95);
  expect(listener).toBeLessThan(0.01);
});

test('nobody in view speaks where a narrator is heard', () => {
  const narrated = at([mouth(0, still), mouth(1, still)], 4);
  for (const probability of narrated) expect(probability).toBeLessThan(0.01);
});

test('of two who move their lips, the one whose lips agree with the sound speaks', () => {
  const both = [mouth(0, slow), mouth(1, quick)];
  expect(at(both, 4, slow)[0]).toBeGreaterThan(0.9);
  expect(at(both, 4, quick)[0]).toBeLessThan(0.1);
  expect(at(both, 4, quick)[1]).toBeGreaterThan(0.9);
});

test('two whose lips say the same share the probability, and never have more than all of it', () => {
  const [first, second] = at([mouth(0, slow), mouth(1, slow)], 4) as [number, number];
  expect(first).toBeCloseTo(second, 6);
  expect(first + second).toBeGreaterThan(0.95);
  expect(first + second).toBeLessThan(1);
});

test('between turns nobody speaks, and after the sound nothing is known', () => {
  const short = { ...speechOf(slow), levels: speechOf(slow).levels.slice(0, 235) };
  const track = linkSpeakers([mouth(0, slow)], short);
  expect(speakingAt(track, 0, 0.5)).toBe(0);
  expect(speakingAt(track, 0, 7.2)).toBe(0);
  expect(speakingAt(track, 0, 7.9)).toBeUndefined();
});

test('a mouth that cannot be measured, or too seldom, is unknown in speech and does not speak in silence', () => {
  expect(at([mouth(0, unseen)], 4)).toEqual([undefined]);
  expect(at([mouth(0, unseen)], 0.5)).toEqual([0]);
  expect(at([mouth(0, slow, 5)], 4)).toEqual([undefined]);
});

test('a hidden mouth may be the one that speaks: a resting one beside it stays unlikely, a moving one is believed a little less', () => {
  expect(at([mouth(0, still), mouth(1, unseen)], 4)[0]).toBeLessThan(0.01);
  expect(at([mouth(0, slow), mouth(1, unseen)], 4)[0]).toBeLessThan(at([mouth(0, slow)], 4)[0]!);
});

test('fast cameras and slow ones give the same answer', () => {
  const [at60] = at([mouth(0, slow, 60)], 4);
  const [at12] = at([mouth(0, slow, 12.5)], 4);
  expect(at60).toBeGreaterThan(0.95);
  expect(at12).toBeGreaterThan(0.95);
});

test('somebody who leaves is nobody’s rival any more, and nothing is said of them', () => {
  const { person, times, openings } = mouth(1, slow);
  const gone = { person, times: Array.from(times).slice(0, 50), openings: Array.from(openings).slice(0, 50) };
  const track = linkSpeakers([mouth(0, slow), gone], speechOf(slow));
  expect(speakingAt(track, 0, 1.5)).toBeLessThan(0.6);
  expect(speakingAt(track, 0, 5)).toBeGreaterThan(0.95);
  expect(speakingAt(track, 1, 5)).toBeUndefined();
});

test('a face seen between two steps only, first or last, is answered for by the step beside it', () => {
  const track = { people: new Map([[0, { first: 10, values: Float32Array.of(0.25, 0.75) }]]), inTurn: new Uint8Array(50).fill(1) };
  expect([0.3, 0.37, 0.47, 0.5].map((time) => speakingAt(track, 0, time))).toEqual([undefined, 0.25, 0.75, undefined]);
});

test('the speech in a span is one person’s where that person speaks most of it', () => {
  const takeTurns = [mouth(0, (time) => (time < 4 ? slow(time) : 0)), mouth(1, (time) => (time < 4 ? 0 : slow(time)))];
  const track = linkSpeakers(takeTurns, speechOf(slow));
  expect([speakerOfSpan(track, { start: 0.5, end: 2.5 }), speakerOfSpan(track, { start: 5, end: 7.5 })]).toEqual([0, 1]);
  expect(speakerOfSpan(track, { start: 3, end: 5 })).toBeUndefined();
  expect(speakerOfSpan(track, { start: 0, end: 0.8 })).toBeUndefined();
});

test('a turn is cut where somebody else goes on', () => {
  const takeTurns = [mouth(0, (time) => (time < 4 ? slow(time) : 0)), mouth(1, (time) => (time < 4 ? 0 : slow(time)))];
  const parts = splitTurn(linkSpeakers(takeTurns, speechOf(slow)), turn);
  expect(parts.map(({ person }) => person)).toEqual([0, 1]);
  expect([parts[0]!.start, parts[1]!.end]).toEqual([1, 7]);
  expect(parts[0]!.end).toBe(parts[1]!.start);
  expect(Math.abs(parts[0]!.end - 4)).toBeLessThan(0.4);
});

test('a turn that no face explains stays whole and nobody’s, and a flicker does not cut one', () => {
  expect(splitTurn(linkSpeakers([mouth(0, still)], speechOf(slow)), turn)).toEqual([turn]);
  const values = Float32Array.from({ length: 200 }, (_, step) => (step > 80 && step < 90 ? 0.1 : 0.9));
  expect(splitTurn({ people: new Map([[3, { first: 0, values }]]), inTurn: new Uint8Array(200).fill(1) }, turn)).toEqual([{ ...turn, person: 3 }]);
});
