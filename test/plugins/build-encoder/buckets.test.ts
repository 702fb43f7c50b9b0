import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { relativeBuckets } from '../../../plugins/build-encoder/blocks/relative-buckets.ts';
import { signedBuckets } from '../../../plugins/build-encoder/text/signed-buckets.ts';

const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'golden', 'buckets.json'), 'utf8')) as Record<'wavlm' | 'mpnet' | 'deberta-v3', number[]>;

test('distances share buckets as in PyTorch, at the sizes of published nets', () => {
  expect(relativeBuckets({ buckets: 320, farthest: 800 })).toEqual(golden.wavlm);
  expect(relativeBuckets({ buckets: 32, farthest: 128 })).toEqual(golden.mpnet);
  expect(signedBuckets(512, { buckets: 256, farthest: 512 })).toEqual(golden['deberta-v3']);
});
