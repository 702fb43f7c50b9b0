import { expect, test } from 'vitest';
import { lookFromSeed } from '../../../datasets/drawn/look-from-seed.ts';

test('the same seed gives the same person', () => {
  expect(lookFromSeed(42)).toEqual(lookFromSeed(42));
});

test('a hundred seeds give a hundred different people', () => {
  expect(new Set(Array.from({ length: 100 }, (_, seed) => JSON.stringify(lookFromSeed(seed)))).size).toBe(100);
});

test('every skin, hair style and iris appears among a hundred people', () => {
  const looks = Array.from({ length: 100 }, (_, seed) => lookFromSeed(seed));
  expect(new Set(looks.map((look) => look.skin)).size).toBe(6);
  expect(new Set(looks.map((look) => look.hairStyle)).size).toBe(4);
  expect(new Set(looks.map((look) => look.iris)).size).toBe(5);
});
