import * as affekt from 'affekt';
import { expect, test } from 'vitest';

const STABLE = ['ropeReach', 'ropeSmallestBase', 'blockInfluence', 'kvShiftAttention', 'skippedPositions', 'klLayerChoice', 'buildDecoder', 'openDecoder', 'openGenerator', 'buildEncoder', 'openSpeechEncoder', 'readBuiltModel', 'definePlugin'] as const;

test.each(STABLE)('%s is had from the package by its name', (name) => expect(affekt[name]).toBeTypeOf('function'));

test('the package gives the same as its files: Llama\'s base of 10 000 does not reach 4 096 tokens with heads of 128', () => {
  expect(affekt.ropeReach({ headDim: 128, base: 1e4, limit: 4096 })).toBe(1707); // Xu et al. 2024, as computed from eq. 10
  expect(affekt.blockInfluence([Float32Array.of(1, 0), Float32Array.of(0, 1)], { dimensions: 2 })).toEqual([1]);
});
