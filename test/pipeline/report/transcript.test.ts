import { expect, test } from 'vitest';
import { transcript } from '../../../pipeline/report/sections/transcript.ts';
import { verdict } from '../export/rows.ts';

const markup = (sentences: Parameters<typeof transcript>[0]) => transcript(sentences)?.markup ?? '';

test('each sentence seeks to where it is said and names who says it', () => {
  const page = markup([{ start: 65.25, end: 67, text: 'Well done.', speaker: 'Ann', person: 1, verdict }]);
  expect(page).toContain('<tr data-start="65.25" data-end="67">');
  expect(page).toContain('aria-label="Go to 1:05.3"');
  expect(page).toContain('<td>Ann, Person 1</td>');
  expect(page).toContain('data-expression="happiness"></i>happiness');
});

test('words are marked by how much they weigh, and by which way', () => {
  const weights = [{ from: 0, to: 3, weight: 0.01 }, { from: 4, to: 7, weight: -0.12 }, { from: 8, to: 12, weight: 0.4 }];
  const page = markup([{ start: 0, end: 1, text: 'was not good!', verdict, weights }]);
  expect(page).toContain('<td class="said" dir="auto">was <mark data-side="against" data-strength="2" title="−0.12">not</mark> <mark data-side="for" data-strength="3" title="+0.40">good</mark>!</td>');
});

test('markup in what is said stays text', () => {
  const text = '<img src=x onerror=alert(1)> & "so"';
  const page = markup([{ start: 0, end: 1, text, speaker: '<b>', weights: [{ from: 0, to: 4, weight: 1 }], note: '<i>' }]);
  expect(page).not.toMatch(/<img|<b>|<i>/);
  expect(page).toContain('&#60;img');
});

test('without words there is no panel, and of very many the first are shown', () => {
  expect(transcript([])).toBeUndefined();
  const page = markup(Array.from({ length: 3001 }, (_, second) => ({ start: second, end: second + 1, text: 'so' })));
  expect(page.match(/<tr data-start/g)).toHaveLength(3000);
  expect(page).toContain('all 3001 are in sentences.csv');
});
