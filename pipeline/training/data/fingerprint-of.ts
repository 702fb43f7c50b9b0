import { createHash, type Hash } from 'node:crypto';
import type { FeatureSequence } from '../../../datasets/features/feature-sequence.ts';
import type { ClipPlan } from './clip-plan.ts';

type Numbers = Float32Array | Float64Array | Int32Array;

/** Returns a hash of the features of one clip: other times or values give another. */
export function digestOf(sequences: Readonly<Record<string, Pick<FeatureSequence, 'times' | 'values'>>>): string {
  const hash = createHash('sha256');
  for (const [name, { times, values }] of Object.entries(sequences)) add(add(hash.update(`${name} ${times.length}\n`), times), values);
  return hash.digest('hex');
}

/** Returns a hash of what is trained on, clips, features and labels. Where they lie does not count. */
export function fingerprintOf(plans: readonly ClipPlan[]): string {
  const hash = createHash('sha256');
  for (const { scanned, truth } of plans) {
    const { times = new Float64Array(0), targets, ...identity } = truth;
    add(hash.update(JSON.stringify([identity, scanned.digest, Object.keys(targets), times.length])), times);
    for (const values of Object.values(targets)) add(hash, Float64Array.from(values as ArrayLike<number>));
  }
  return hash.digest('hex');
}

function add(hash: Hash, numbers: Numbers): Hash {
  return hash.update(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
}
