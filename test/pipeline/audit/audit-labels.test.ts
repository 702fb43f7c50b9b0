import { expect, test } from 'vitest';
import { auditLabels } from '../../../pipeline/audit/audit-labels.ts';
import type { StoredTarget } from '../../../pipeline/audit/read-targets.ts';

const row = (clip: string, fold: number, target: string, changes: Partial<StoredTarget> = {}): StoredTarget => ({ fold: `fold-${fold}`, clip, candidates: new Map([['fear', 0.6], ['neutral', 0.4]]), target, share: 0.8, margin: 0.5, known: false, label: '', ...changes });

test('clips on which more folds agree come first, then those with the smaller margin; what no fold doubts, and what is known, is left out', () => {
  const { clips, of } = auditLabels([
    row('once', 1, 'joy', { margin: 0.01 }), row('once', 2, 'fear'),
    row('late', 1, 'joy', { margin: 0.4 }), row('late', 2, 'joy', { margin: 0.3 }),
    row('soon', 1, 'anger', { margin: 0.2, share: 0.6 }), row('soon', 2, 'anger', { margin: 0.25, share: 0.8 }),
    row('fine', 1, 'fear'), row('fine', 2, 'neutral'),
    row('sure', 1, 'joy', { known: true }),
  ]);
  expect(clips.map(({ clip, target, margin, left, folds }) => [clip, target, margin, left, folds])).toEqual([['soon', 'anger', 0.2, 2, 2], ['late', 'joy', 0.3, 2, 2], ['once', 'joy', 0.01, 1, 2]]);
  expect(clips[0]!.share).toBeCloseTo(0.7, 10);
  expect(of).toBe(4);
});

test('where labels are there, it is told how often the set lacked it and how often it was found', () => {
  const { judged } = auditLabels([row('a', 1, 'joy', { label: 'joy' }), row('b', 1, 'joy', { label: 'sadness' }), row('c', 1, 'joy', { label: 'fear' }), row('d', 1, 'joy')]);
  expect(judged).toEqual({ clips: 3, wrongSets: 2, right: 1 });
});
