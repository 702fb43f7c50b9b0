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

/** A sine from phase 0 on that grows to `growth` of its height with each period; at growth 1 nothing tells whether its periods count but their length. */
function tone(length: number, { period, growth = 1 }: { period: number; growth?: number }): number[] {
  return Array.from({ length }, (_, n) => growth ** (n / period) * Math.sin((2 * Math.PI * n) / period));
}

function inDecibels(ratio: number): number {
  return 20 * Math.log10(1 + ratio);
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
    expect(Math.abs(shimmer / inDecibels(0.2) - 1)).toBeLessThan(0.13);
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

test('jitter is at most 1, and heights differ by at most their mean', () => {
  const longer = follow(train(steady(40, { length: 100, height: 1 })), (frame) => (frame < 10 ? RATE / 300 : 160));
  expect(Math.max(...longer.map(({ jitter }) => jitter))).toBe(1); // (300 − 100) / 100
  const louder = follow(train(Array.from({ length: 40 }, (_, i) => ({ length: 100, height: i % 2 === 0 ? 1 : 10 }))), () => 160);
  for (const { shimmer } of louder) expect(shimmer).toBeCloseTo(inDecibels(1), 9);
});

test.each([
  { period: 90, counts: false },
  { period: 91, counts: true },
  { period: 109, counts: true },
  { period: 110, counts: false },
])('at a pitch period of 100 samples, one of $period counts: $counts', ({ period, counts }) => {
  const frames = follow(tone(3000, { period, growth: 1.1 }), () => 160);
  for (const { shimmer } of frames) expect(shimmer).toBeCloseTo(counts ? inDecibels(0.1 / 1.05) : 0, 3);
});

test('of several local maxima the strongest is taken', () => {
  const frames = follow(train(steady(14, { length: 280, height: 1 }).map((pulse, i) => ({ ...pulse, height: 1.1 ** i }))), () => RATE / 266); // The pulses ring at a period of 16: 248, 264 and 280 are local maxima
  for (const { shimmer } of frames) expect(shimmer).toBeCloseTo(inDecibels(0.1 / 1.05), 3);
});

/** Correlation of `lag` samples with the `lag` that follow. */
function pearson(samples: readonly number[], lag: number): number {
  const [a, b] = [samples.slice(0, lag), samples.slice(lag, 2 * lag)];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const covariance = (x: readonly number[], y: readonly number[]) => mean(x.map((value, i) => (value - mean(x)) * (y[i]! - mean(y))));
  return covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b));
}

test('a correlation that comes to 0.5 only between two lags counts', () => {
  const sound = (share: number) => Array.from({ length: FRAME }, (_, n) => Math.sin((2 * Math.PI * n) / 16.5) + share * Math.sin((Math.PI * n) / 16.5 + 1.5));
  const [before, at, after] = [15, 16, 17].map((lag) => pearson(sound(0.744), lag)) as [number, number, number];
  expect(Math.max(before, at, after)).toBeLessThan(0.5);
  expect(at - (before - after) ** 2 / (8 * (before - 2 * at + after))).toBeGreaterThan(0.5);
  const first = (share: number) => followPeriods({ sampleRate: RATE, hop: 16 }).push(Float32Array.from(sound(share)), RATE / 16.5); // A hop in which one period fits
  expect(first(0.744).shimmer).toBeGreaterThan(0.1);
  expect(first(0.76).shimmer).toBe(0);
});

test('where the correlation has no maximum, the search goes on after the pitch period in whole samples', () => {
  const voice = train(Array.from({ length: 40 }, (_, i) => ({ length: 78 + (i % 5), height: 1 + (i % 3) / 10 })));
  const pitch = () => RATE / 79.6;
  const alone = follow(voice, pitch);
  const later = follow([...tone(20 * 80, { period: 96 }), ...voice], pitch).slice(10);
  expect(new Set(alone.map(({ jitter }) => jitter)).size).toBeGreaterThan(10);
  alone.slice(2).forEach((told, i) => expect(later[i + 2]).toEqual(told)); // The first two frames of a stretch are not yet as far behind as later ones
});

test('a frame has the periods that leave room for two of the longest possible in its hop', () => {
  const pulses = Array.from({ length: 80 }, (_, i) => ({ length: 19, height: i < 6 ? 1 : 2 }));
  const [first, ...others] = follow(train(pulses), () => RATE / 21).map(({ shimmer }) => shimmer);
  expect(first).toBeCloseTo(inDecibels(1 / 6.5), 6); // Six, of which the last is followed by one twice as high: they begin at 0 to 95; at 114 there is no room for 2 (23 + 2)
  for (const shimmer of others) expect(shimmer).toBeCloseTo(0, 6);
});

test('a period that ends behind the hop is looked at again in the next frame, and then has jitter 0', () => {
  const pulses = Array.from({ length: 20 }, (_, i) => ({ length: i % 2 === 0 ? 250 : 260, height: 1 }));
  const told = follow(train(pulses), () => RATE / 255).map(({ jitter }) => jitter);
  const again = 0;
  const expected = [0, again, 10 / 260, again, 10 / 250, 10 / 260, again, 10 / 250, 10 / 260, again]; // Ends at 250, 510, 760, 1020, 1270, 1530; hops end at 160, 320, …
  expected.forEach((jitter, frame) => expect(told[frame], `frame ${frame}`).toBeCloseTo(jitter, 2.6));
});

test('a period that leaves less than two samples to the end of the hop is looked at again too', () => {
  const again = (length: number) => follow(train([{ length, height: 1 }, ...steady(8, { length, height: 2 })]), () => RATE / length)[1]!.shimmer > 1;
  expect([158, 159].map(again)).toEqual([false, true]);
});

test('a period that begins more than two hops before its frame is still known', () => {
  const [length, room] = [155, 2 * (170 + 2)];
  const heights = Array.from({ length: 120 }, (_, i) => 1 + (i % 3));
  const frames = follow(train(heights.map((height) => ({ length, height }))), () => RATE / length);
  let [index, earliest] = [0, 0];
  const expected = frames.map((_, frame) => {
    const [from, end] = [index, (frame + 1) * HOP]; // A period fewer than hops long: the place of each frame falls back until two periods fit
    earliest = Math.min(earliest, from * length - frame * HOP);
    while (++index * length + room <= end);
    const counted = Array.from({ length: index - from }, (_, i) => [heights[from + i]!, heights[from + i + 1]!] as const);
    return inDecibels((2 * counted.reduce((sum, [a, b]) => sum + Math.abs(b - a), 0)) / counted.reduce((sum, [a, b]) => sum + a + b, 0));
  });
  expect(earliest).toBeLessThan(-2 * HOP);
  frames.forEach(({ shimmer }, frame) => expect(shimmer, `frame ${frame}`).toBeCloseTo(expected[frame]!, 4));
});

test('periods whose heights are 0 have no shimmer', () => {
  const frames = follow(Array.from({ length: 3000 }, (_, n) => Number(n % 100 === 0)), () => 160); // A click in the first sample of each
  for (const told of frames) expect(told).toEqual({ jitter: 0, shimmer: 0 });
});

test.each([0, 99])('what the sample at %i of the 100 of a period adds to its height does not count', (place) => {
  const clicks = (at: number) => train(steady(40, { length: 100, height: 1 })).map((sample, n) => (n % 100 === at ? 2 + (Math.floor(n / 100) % 2) : sample));
  const shimmers = (at: number) => follow(clicks(at), () => 160).map(({ shimmer }) => shimmer);
  expect(Math.max(...shimmers(place))).toBeLessThan(1e-3);
  expect(Math.min(...shimmers(place === 0 ? 1 : 98))).toBeGreaterThan(2);
});

test('after sound without periods, lengths go on from the last one there was', () => {
  const frames = follow([...tone(2000, { period: 95 }), ...tone(1200, { period: 120 }), ...tone(3000, { period: 105 })], () => 160);
  expect(frames.flatMap(({ jitter }, frame) => (jitter > 1e-3 ? [[frame, jitter]] : []))).toEqual([[21, expect.closeTo((105 - 95) / 105, 3)]]);
});

test('a frame without a period that counts keeps what was told before', () => {
  const uneven = Array.from({ length: 30 }, (_, i) => ({ length: i % 2 === 0 ? 100 : 104, height: i % 2 === 0 ? 1.2 : 1 }));
  const frames = follow([...train(uneven), ...tone(1400, { period: 120 })], () => RATE / 103);
  const last = frames[19]!; // Its hop ends at 3200; the uneven periods do at 3060
  expect(last.jitter).toBeGreaterThan(0.03);
  expect(last.shimmer).toBeGreaterThan(1);
  expect(frames.slice(20)).toHaveLength(2);
  for (const told of frames.slice(20)) expect(told).toEqual(last);
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

test('each stretch of voice begins anew where it is voiced again, whatever came before', () => {
  const voice = train(Array.from({ length: 40 }, (_, i) => ({ length: 98 + (i % 5), height: 1 + (i % 3) / 10 })));
  const before = train(Array.from({ length: 10 }, (_, i) => ({ length: i % 2 === 0 ? 76 : 84, height: 1 + (i % 2) / 2 }))); // 800 samples
  const all = follow([...before, ...voice], (frame) => (frame === 4 ? 0 : frame < 4 ? 200 : 160));
  expect(all[3]!.jitter).toBeGreaterThan(0.05);
  expect(all[4]).toEqual({ jitter: 0, shimmer: 0 });
  expect(all.slice(5)).toEqual(follow(voice, () => 160));
});
