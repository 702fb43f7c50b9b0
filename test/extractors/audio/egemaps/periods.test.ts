import { expect, test } from 'vitest';
import { followPeriods, type Perturbation } from '../../../../extractors/audio/egemaps/periods.ts';

const [RATE, HOP, FRAME] = [16_000, 160, 960];

interface Pulse {
  readonly length: number;
  readonly height: number;
}

/** Pulses that ring off within their period. */
function train(pulses: readonly Pulse[]): number[] {
  return pulses.flatMap(({ length, height }) => Array.from({ length }, (_, n) => height * Math.exp(-n / 12) * Math.cos((2 * Math.PI * n) / 16)));
}

function steady(count: number, pulse: Pulse): Pulse[] {
  return Array.from({ length: count }, () => pulse);
}

/** What is told of each frame, at the pitch that is believed there. */
function follow(sound: readonly number[], pitchOf: (frame: number) => number): Perturbation[] {
  const follower = followPeriods({ sampleRate: RATE, hop: HOP });
  const samples = Float32Array.from(sound);
  return Array.from({ length: Math.floor((samples.length - FRAME) / HOP) + 1 }, (_, frame) => follower.push(samples.subarray(frame * HOP, frame * HOP + FRAME), pitchOf(frame)));
}

test('equal periods have neither jitter nor shimmer', () => {
  for (const { jitter, shimmer } of follow(train(steady(60, { length: 100, height: 1 })), () => 160)) {
    expect(jitter).toBeLessThan(1e-6);
    expect(shimmer).toBeLessThan(1e-5);
  }
});

test('lengths that differ by 4 samples of 102, and heights by a tenth to either side, are told so in each frame that has a period', () => {
  const pulses = Array.from({ length: 60 }, (_, i) => ({ length: i % 2 === 0 ? 100 : 104, height: i % 2 === 0 ? 1.1 : 0.9 }));
  const frames = follow(train(pulses), () => RATE / 102).slice(3);
  for (const { jitter, shimmer } of frames) {
    expect(Math.abs(jitter / (4 / 102) - 1)).toBeLessThan(0.1); // A frame has one or two of them: 100, 104 or both
    expect(Math.abs(shimmer / (20 * Math.log10(1.2)) - 1)).toBeLessThan(0.13);
  }
});

test('where the pitch is believed an octave lower, the length of two periods is compared with that of one, and once more on the way back', () => {
  const frames = follow(train(steady(120, { length: 100, height: 1 })), (frame) => (frame >= 20 && frame < 40 ? 80 : 160));
  const leaps = frames.flatMap(({ jitter }, frame) => (jitter > 0.01 ? [[frame, jitter] as const] : []));
  expect(leaps).toEqual([
    [20, expect.closeTo((200 - 100) / 200, 3)],
    [40, expect.closeTo((200 - 100 + 0) / 2 / 100, 3)], // Two periods begin in that hop
  ]);
});

test('each stretch of voice begins anew', () => {
  const sound = train([...steady(30, { length: 100, height: 1 }), ...steady(30, { length: 106, height: 2 })]);
  const frames = follow(sound, (frame) => (frame === 18 ? 0 : RATE / 103));
  expect(frames[18]).toEqual({ jitter: 0, shimmer: 0 });
  expect(Math.max(...frames.slice(19).map(({ jitter }) => jitter))).toBeLessThan(0.001);
});

test('after sound without periods, lengths go on from the last one there was', () => {
  const silence = Array.from({ length: 800 }, () => 0);
  const sound = [...train(steady(30, { length: 100, height: 1 })), ...silence, ...train(steady(30, { length: 106, height: 1 }))];
  const frames = follow(sound, () => RATE / 103);
  expect(frames.slice(20, 23).every(({ jitter, shimmer }) => jitter === 0 && shimmer === 0)).toBe(true); // The hops that end in the silence
  expect(Math.abs(frames.slice(23).reduce((sum, { jitter }) => sum + jitter, 0) / (6 / 106) - 1)).toBeLessThan(0.2);
});

test('heights on either side of sound without periods are not compared', () => {
  const sound = Array.from({ length: 60 * HOP }, (_, n) => (n < 22 * HOP ? 1 : 2) * Math.sin((2 * Math.PI * n) / 100));
  const shimmers = (lost: (frame: number) => boolean) => follow(sound, (frame) => (lost(frame) ? 107 : 160)).map(({ shimmer }) => shimmer);
  expect(Math.max(...shimmers((frame) => frame > 18 && frame < 26))).toBeLessThan(0.05); // A sine is the contrary of itself one and a half periods later
  expect(Math.max(...shimmers(() => false))).toBeGreaterThan(1);
});

test('noise has no periods, whatever pitch is believed', () => {
  let state = 3;
  const noise = Array.from({ length: 20 * FRAME }, () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32 - 0.5);
  for (const pitch of [100, 160, 200]) expect(follow(noise, () => pitch)).toEqual(follow(noise, () => 0));
});

test('what a frame tells does not depend on the frames before the voice', () => {
  const voice = train(Array.from({ length: 40 }, (_, i) => ({ length: 98 + (i % 5), height: 1 + (i % 3) / 10 })));
  const late = follow([...Array.from({ length: 4 * HOP }, () => 0), ...voice], (frame) => (frame < 4 ? 0 : 160)).slice(4);
  const early = follow(voice, () => 160);
  late.forEach((told, frame) => expect(told.jitter).toBeCloseTo(early[frame]!.jitter, 12));
});
