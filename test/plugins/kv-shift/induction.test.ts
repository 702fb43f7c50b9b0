import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { learnInduction } from './induction.ts';
import type { Runtime } from '../../../runtime/runtime.ts';

let runtime: Runtime;
beforeAll(async () => {
  runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
});
afterAll(() => runtime[Symbol.asyncDispose]());

/** Accuracy of one layer over the last 256 sequences. */
async function learn(kvShift: boolean): Promise<number> {
  const { accuracy } = await learnInduction({ runtime, layers: 1, kvShift, hidden: 32, rate: 4e-3, steps: 200, seed: 1 });
  return accuracy.slice(-4).reduce((sum, share) => sum + share / 4, 0);
}

test('one layer with shifted keys and values learns what followed the last time', async () => expect(await learn(true)).toBeGreaterThan(0.95), 60_000);

test('one plain layer does not', async () => expect(await learn(false)).toBeLessThan(0.4), 60_000);
