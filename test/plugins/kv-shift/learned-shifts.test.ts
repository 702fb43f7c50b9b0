import { expect, test } from 'vitest';
import { shiftTable } from '../../../pipeline/training/run/shift-table.ts';
import { float32 } from '../../../runtime/tensor.ts';

const weights = {
  'parameter:fusion/0/attention/shift/alpha': float32(Float32Array.of(0.25, 0.75, 1, 0), 2, 2),
  'parameter:fusion/0/attention/shift/beta': float32(Float32Array.of(-0.5, 1.5, 0, 1), 2, 2),
  'mean:fusion/0/attention/shift/alpha': float32(new Float32Array(4), 2, 2),
  'parameter:fusion/0/attention/query/weight': float32(new Float32Array(4), 2, 2),
};

test('what the heads of each fold have learned is a table, one line each', () => {
  expect(shiftTable([{ name: 'fold-1', weights }])).toBe('fold,layer,head,alpha1,alpha2,beta1,beta2\nfold-1,fusion/0/attention,0,0.250000,0.750000,-0.500000,1.500000\nfold-1,fusion/0/attention,1,1.000000,0.000000,0.000000,1.000000\n');
});

test('a model without shifts has no such table', () => {
  expect(shiftTable([{ name: 'fold-1', weights: { 'parameter:fusion/0/attention/query/weight': weights['parameter:fusion/0/attention/query/weight'] } }])).toBeUndefined();
});
