import { expect, test } from 'vitest';
import { byLogit } from '../../../../plugins/baichuan-m1/generation/by-logit.ts';
import { pickToken } from '../../../../plugins/baichuan-m1/generation/pick-token.ts';
import { randomFor } from '../../../../runtime/train/random.ts';

const all = { temperature: 1, topK: Infinity, topP: 1 };
const logits = Float32Array.from([0.5, 0.3, 0.15, 0.05], Math.log);

/** Share of each token in many draws. */
function shares(options: Partial<typeof all>, isAllowed: (id: number) => boolean = () => true): number[] {
  const { uniform } = randomFor(1, 'pick');
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 20_000; i++) counts[pickToken(logits, { ...all, ...options }, { isAllowed, random: uniform })!]! += 1 / 20_000;
  return counts;
}

function expectNear(found: readonly number[], wanted: readonly number[]): void {
  found.forEach((share, i) => expect(Math.abs(share - wanted[i]!)).toBeLessThan(0.015));
}

test('tokens are drawn by their probability', () => expectNear(shares({}), [0.5, 0.3, 0.15, 0.05]));
test('a low temperature prefers the probable', () => expectNear(shares({ temperature: 0.5 }), [0.25, 0.09, 0.0225, 0.0025].map((square) => square / 0.365)));
test('of the k best others are not drawn', () => expectNear(shares({ topK: 2 }), [0.625, 0.375, 0, 0]));
test('of those that make up p others are not drawn', () => expectNear(shares({ topP: 0.79 }), [0.625, 0.375, 0, 0]));
test('what is not allowed is not drawn, and counts for nothing', () => expectNear(shares({ topP: 0.7 }, (id) => id !== 0), [0, 2 / 3, 1 / 3, 0]));
test('at temperature 0 the best that is allowed is taken', () => expect(pickToken(logits, { ...all, temperature: 0 }, { isAllowed: (id) => id > 1, random: () => 0.99 })).toBe(2));
test('where none is allowed there is none', () => expect(pickToken(logits, all, { isAllowed: () => false, random: () => 0 })).toBeUndefined());

test('tokens come in the order of their logits, the lower id first where they are equal, and those that are ruled out never', () => {
  const given = Float32Array.from([-40, 3, 9, -Infinity, 9, -8, 8.5]);
  expect([...byLogit(given)]).toEqual([2, 4, 6, 1, 5, 0]);
});
