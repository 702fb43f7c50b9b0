import { expect, test } from 'vitest';
import { ledgerChanges } from '../../../datasets/pseudo-labels/ledger-changes.ts';
import { ledgerState, type LedgerLine } from '../../../datasets/pseudo-labels/ledger.ts';
import { partConflicts } from '../../../datasets/pseudo-labels/part-conflicts.ts';
import { trainingRows } from '../../../datasets/pseudo-labels/training-rows.ts';
import { toRejected, type SelectedClip, type Selection } from '../../../datasets/pseudo-labels/select-clips.ts';

const classes = ['calm', 'glad'];
const select = (clip: string, label: number): SelectedClip => ({ clip, label, confidence: 0.9, threshold: 0.8, agreeing: ['audio'], probabilities: [], models: new Map() });
const changesOf = (selection: Selection, lines: readonly LedgerLine[], round: number) => ledgerChanges(selection, ledgerState(lines, round), { round, classes });
const first = changesOf({ selected: [select('b', 0), select('a', 1), select('c', 1)], rejected: [] }, [], 1);

test('the first round promotes its clips, in the order of their names', () => {
  expect(first.map(({ type, clip, label }) => [type, clip, label])).toEqual([['promote', 'a', 'glad'], ['promote', 'b', 'calm'], ['promote', 'c', 'glad']]);
  expect(first[0]).toMatchObject({ confidence: 0.9, threshold: 0.8, models: ['audio'] });
});

test('a later round tells of new, changed and lost labels only, with the label before and the reason', () => {
  const second = changesOf({ selected: [select('a', 1), select('b', 1), select('d', 0)], rejected: [toRejected(select('c', 1), 'below-threshold')] }, first, 2);
  expect(second.map(({ type, clip, label, from, reason }) => [type, clip, label, from, reason])).toEqual([
    ['change', 'b', 'glad', 'calm', undefined],
    ['demote', 'c', 'glad', undefined, 'below-threshold'],
    ['promote', 'd', 'calm', undefined, undefined],
  ]);
  const { labels, history } = ledgerState([...first, ...second], 3);
  expect([...labels].sort()).toEqual([['a', { label: 'glad', round: 1 }], ['b', { label: 'glad', round: 2 }], ['d', { label: 'calm', round: 2 }]]);
  expect(history.get('c')).toBe('glad');
  expect(ledgerState([...first, ...second], 2)).toEqual(ledgerState(first, 2)); // A round that is made again sees only what was before it
});

test('a clip that lost its label counts as conflicting when it comes back with another', () => {
  const history = new Map([['a', 'glad'], ['b', 'calm']]);
  const { selected, rejected, conflicts } = partConflicts({ selected: [select('a', 0), select('b', 0), select('c', 1)], rejected: [] }, history, classes);
  expect(selected.map(({ clip }) => clip)).toEqual(['b', 'c']);
  expect(conflicts.map(({ clip }) => clip)).toEqual(['a']);
  expect(rejected).toMatchObject([{ clip: 'a', reason: 'other-label-in-an-earlier-round' }]);
});

test('rows to train on name the round of a label, and weigh it by the precision of its class or else by its confidence', () => {
  const rows = trainingRows([{ clip: 'x', expression: 1, speaker: 's1', split: 'train', valence: 0.5 }], { selected: [select('a', 0), select('b', 1)], classes, identities: new Map([['a', { clip: 'a', speaker: 's9' }]]), roundOf: (clip) => (clip === 'a' ? 1 : 2), precision: [0.75, undefined] });
  expect(rows).toEqual([
    { clip: 'x', expression: 'glad', speaker: 's1', split: 'train', valence: 0.5, source: 'label', weight: 1 },
    { clip: 'a', expression: 'calm', speaker: 's9', split: 'pseudo', source: 'pseudo-round-1', weight: 0.75 },
    { clip: 'b', expression: 'glad', split: 'pseudo', source: 'pseudo-round-2', weight: 0.9 },
  ]);
});
