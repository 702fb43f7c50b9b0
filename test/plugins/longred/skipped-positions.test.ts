import { expect, test } from 'vitest';
import { randomFor } from '../../../runtime/train/random.ts';
import { skippedPositions, type SkipMethod } from '../../../plugins/longred/skipped-positions.ts';
import golden from './golden/longred.json' with { type: 'json' };

/** Ids as runs of consecutive ones: `[[0, 15], [50, 65]]`. */
function runsOf(ids: Int32Array): number[][] {
  const runs: number[][] = [];
  for (const id of ids) {
    const run = runs.at(-1);
    if (run?.[1] === id - 1) run[1] = id;
    else runs.push([id, id]);
  }
  return runs;
}

/** Gives the numbers one after another and throws when they are used up. */
function given(numbers: readonly number[]): { random: () => number; left: () => number } {
  let at = 0;
  return { random: () => numbers[at++] ?? NaN, left: () => numbers.length - at };
}

test.each(golden.positions)('$method from $window to $target gives the ids of the reference', ({ draws, runs, method, ...options }) => {
  const positions = skippedPositions({ ...options, method: method as SkipMethod, random: given(draws).random });
  expect(positions.map(runsOf)).toEqual(runs);
});

test('the batch asks for one number, and each sample for two with CREAM and for one with uniform', () => {
  const left = (method: SkipMethod) => {
    const numbers = given(new Array<number>(10).fill(0.3));
    skippedPositions({ method, window: 60, target: 240, samples: 3, random: numbers.random });
    return numbers.left();
  };
  expect([left('cream'), left('uniform')]).toEqual([3, 6]);
});

test('CREAM reaches as far as its distribution at σ = 5 says, the mass outside on the two ends', () => {
  const { uniform } = randomFor(3, 'reach');
  let asked = 0;
  const random = () => (asked++ === 0 ? 0.9 : asked % 2 === 0 ? uniform() : 0); // h = 16, and the lowest place that each factor allows
  const counts = new Array<number>(7).fill(0);
  for (const ids of skippedPositions({ method: 'cream', window: 200, target: 800, samples: 7000, random })) counts[Math.round((2 * (ids[200 - 16 - 1]! - 16)) / 167) - 2]!++;
  golden.reach[4].forEach((share, index) => expect(Math.abs(counts[index]! / 7000 - share)).toBeLessThan(0.02));
});

test('ids rise strictly from 0 to the last one of the long range, whatever is drawn', () => {
  const { uniform } = randomFor(4, 'ids');
  for (const [window, target] of [[3, 6], [10, 80], [64, 4096], [37, 100]] as const) {
    for (const method of ['cream', 'uniform'] as const) {
      for (const ids of skippedPositions({ method, window, target, samples: 50, random: uniform })) {
        expect([ids[0], ids.at(-1)]).toEqual([0, Math.floor(target / window) * window - 1]);
        expect(ids.every((id, index) => index === 0 || id > ids[index - 1]!)).toBe(true);
      }
    }
  }
});

test('a window that 4 · factor ids at each end would fill keeps a third at each end', () => {
  const [ids] = skippedPositions({ method: 'uniform', window: 30, target: 240, random: given([0.9, 0]).random });
  expect(runsOf(ids!)).toEqual([[0, 9], [11, 20], [230, 239]]);
});

test.each([
  [{ window: 2, target: 100 }, /the window is 2/],
  [{ window: 32, target: 63 }, /63 positions are not two windows of 32\. Give a target of at least 64/],
])('%o is refused', (sizes, message) => {
  expect(() => skippedPositions({ method: 'cream', ...sizes, random: () => 0 })).toThrow(message);
});
