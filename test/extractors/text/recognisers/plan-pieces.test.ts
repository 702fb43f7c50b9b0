import { expect, test } from 'vitest';
import { planPieces } from '../../../../extractors/text/recognisers/plan-pieces.ts';

const span = (start: number, end: number) => ({ start, end });

test('turns go together while they fit into one piece', () => {
  expect(planPieces([span(1, 10), span(11, 20), span(21, 30), span(31, 33)])).toEqual([span(1, 30), span(31, 33)]);
});

test('a piece may be exactly as long as the longest', () => {
  expect(planPieces([span(0, 10), span(12, 30)])).toEqual([span(0, 30)]);
  expect(planPieces([span(0, 10), span(12, 30.001)])).toHaveLength(2);
});

test('a long pause parts pieces', () => {
  expect(planPieces([span(0, 2), span(6, 8), span(12.001, 13)])).toEqual([span(0, 8), span(12.001, 13)]);
});

test('a turn that is too long is cut where speech is least probable in the second half of a piece', () => {
  const probabilities = new Float32Array(2000).fill(0.9);
  probabilities[100] = 0.1; // 3.2 s: too early
  probabilities[600] = 0.3; // 19.2 s
  probabilities[1400] = 0.2; // 44.8 s
  const pieces = planPieces([span(0, 50)], { probabilities });
  expect(pieces).toEqual([span(0, 600.5 * 0.032), span(600.5 * 0.032, 1400.5 * 0.032), span(1400.5 * 0.032, 50)]);
});

test('a turn without a soft place is cut at the end of a piece', () => {
  const pieces = planPieces([span(0, 70)], { probabilities: new Float32Array(3000).fill(0.9) });
  expect(pieces).toHaveLength(3);
  for (const { start, end } of pieces) expect(end - start).toBeLessThanOrEqual(30);
  expect(pieces[0]!.end).toBeGreaterThan(29.9);
});

test('nobody speaks: nothing to recognise', () => {
  expect(planPieces([])).toEqual([]);
});
