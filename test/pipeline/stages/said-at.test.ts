import { expect, test } from 'vitest';
import { saidAt } from '../../../pipeline/stages/said-at.ts';

const said = saidAt([
  { start: 0, end: 10, text: 'a long speech', person: 0 },
  { start: 2, end: 3, text: 'yes', person: 1 },
  { start: 12, end: 13, text: 'bye' },
]);
const textAt = (time: number, person?: number) => said.at(time, person)?.text;

test('at each time there is the sentence that began last and has not ended', () => {
  expect([-1, 0, 2.5, 3, 9.9, 10, 12, 13].map((time) => textAt(time))).toEqual([undefined, 'a long speech', 'yes', 'a long speech', 'a long speech', undefined, 'bye', undefined]);
});

test('a person is given own sentences and those of nobody in particular', () => {
  expect([textAt(2.5, 0), textAt(2.5, 1), textAt(5, 1), textAt(12.5, 1)]).toEqual(['a long speech', 'yes', undefined, 'bye']);
});

test('looking back gives the same as looking ahead', () => {
  const times = [12.5, 2.5, 0, 9, 2.9, 12];
  expect(times.map((time) => textAt(time))).toEqual(['bye', 'yes', 'a long speech', 'a long speech', 'yes', 'bye']);
});
