import { expect, test } from 'vitest';
import { toHeardMoments } from '../../../fusion/speaking/heard-moments.ts';
import { speakingEvidence } from '../../../fusion/speaking/speaking-evidence.ts';
import golden from './golden/evidence.json' with { type: 'json' };

const [start, end] = golden.turn as [number, number];
/** Levels whose middles lie on the steps, so that none is interpolated. */
const heard = toHeardMoments({ turns: [{ start, end }], start: -0.02, frameSeconds: 0.04, levels: golden.level });

test.each(Object.entries(golden.openings))('the evidence of lips that move %s is that of numpy', (name, openings) => {
  const evidence = speakingEvidence({ first: 0, values: Float64Array.from(openings) }, heard);
  const wanted = golden.evidence[name as keyof typeof golden.evidence];
  for (const [index, moment] of golden.moments.entries()) expect(evidence[moment]).toBeCloseTo(wanted[index]!, 6);
});

test('there is no evidence while nobody speaks, nor where most of the mouth is not known', () => {
  const openings = Float64Array.from(golden.openings['out of time']);
  openings.fill(Number.NaN, 60, 100);
  const evidence = speakingEvidence({ first: 0, values: openings }, heard);
  expect([evidence[20], evidence[80], evidence[130]]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  expect(evidence[40]).not.toBeNaN();
});

test('a mouth first seen late is compared with the sound of its own time', () => {
  const whole = speakingEvidence({ first: 0, values: Float64Array.from(golden.openings['out of time']) }, heard);
  const late = speakingEvidence({ first: 30, values: Float64Array.from(golden.openings['out of time'].slice(30)) }, heard);
  expect(late[50]).toBeCloseTo(whole[80]!, 9);
});
