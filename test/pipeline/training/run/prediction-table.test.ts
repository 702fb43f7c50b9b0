import { expect, test } from 'vitest';
import { predictionTable } from '../../../../pipeline/training/run/prediction-table.ts';
import type { Prediction } from '../../../../fusion/train/predict-examples.ts';

function answer(clip: string, outputs: Record<string, number[]>): Prediction {
  return { example: { clip, features: {}, targets: {} }, outputs: Object.fromEntries(Object.entries(outputs).map(([name, values]) => [name, Float32Array.from(values)])) };
}

test('a clip is one line with class, probabilities and valence', () => {
  const table = predictionTable({ classes: ['calm', 'glad'], dimensions: ['valence'] });
  expect(table.header).toBe('clip,expression,p_calm,p_glad,valence');
  expect(table.lines(answer('a', { expression: [0.25, 0.75], valence: [-0.5] }))).toEqual(['a,glad,0.25,0.75,-0.5']);
});

test('frames are a line each, with their times, and padding is left out', () => {
  const table = predictionTable({ classes: [], dimensions: ['valence', 'arousal'], times: () => Float64Array.of(0, 0.04) });
  expect(table.header).toBe('clip,time,valence,arousal');
  expect(table.lines(answer('a', { valence: [0.1, 0.2, 0.9], arousal: [0.3, 0.4, 0.9] }))).toEqual(['a,0,0.1,0.3', 'a,0.04,0.2,0.4']);
});

test('names with commas, quotes and line breaks are quoted', () => {
  const table = predictionTable({ classes: ['so, so', 'x'], dimensions: [], extra: ['fold'] });
  expect(table.header).toBe('clip,fold,expression,"p_so, so",p_x');
  expect(table.lines(answer('a"b\n', { expression: [1, 0] }), ['fold-1'])).toEqual(['"a""b\n",fold-1,"so, so",1,0']);
});

test('what is true stands at the end, and nothing where it is not known', () => {
  const table = predictionTable({ classes: ['calm', 'glad'], dimensions: ['valence'], truth: true });
  const given = (expression: number, valence: number): Prediction => ({ ...answer('a', { expression: [1, 0], valence: [0] }), example: { clip: 'a', features: {}, targets: { expression: Int32Array.of(expression), valence: Float32Array.of(valence) } } });
  expect(table.header).toBe('clip,expression,p_calm,p_glad,valence,actual_expression,actual_valence');
  expect([given(1, 0.5), given(-1, NaN)].flatMap((each) => table.lines(each))).toEqual(['a,calm,1,0,0,glad,0.5', 'a,calm,1,0,0,,']);
});
