import { expect, test } from 'vitest';
import { checkTraining } from '../../../plugins/rope-bound/check-training.ts';

const check = (options: object, longest?: number) => checkTraining({ config: { model: { name: 'transformer', options } }, ...(longest === undefined ? {} : { longest }) });
const narrow = { hidden: 128, heads: 8, layers: 2 };

test('the habitual base with narrow heads is told to reach 91 frames, with the next base that holds', () => {
  const [finding, ...others] = check(narrow, 256);
  expect(others).toEqual([]);
  expect(finding!.level).toBe('warning');
  expect(finding!.message).toMatch(/^model\.options\.rotaryBase: 10000 with heads of 16 numbers reaches 91 frames, and the longest sequence has 256: .*; the next base that holds is 12000,/);
  expect(check({ ...narrow, rotaryBase: 12_000 }, 256)).toEqual([]);
});

test('each kind of layer is checked as far as it sees', () => {
  const layers = [{ window: 90 }, { window: 91 }, { headDim: 64 }, {}];
  const messages = check({ ...narrow, layers }, 256).map(({ message }) => message);
  expect(messages).toHaveLength(2);
  expect(messages[0]).toMatch(/reaches 91 frames in layer 1, and it sees 91 frames to either side/);
  expect(messages[1]).toMatch(/reaches 91 frames in layer 3, and the longest sequence has 256/);
});

test('a scale of positions counts', () => {
  expect(check({ ...narrow, positionScale: 4 }, 256)).toEqual([]);
});

test('the option says whether it is an error, a warning or nothing', () => {
  expect(check({ ...narrow, ropeCheck: 'error' }, 256)[0]!.level).toBe('error');
  expect(check({ ...narrow, ropeCheck: 'off' }, 256)).toEqual([]);
});

test('nothing is said of models without rotary positions, nor before the length is known', () => {
  expect(checkTraining({ config: { model: { name: 'tcn', options: {} } }, longest: 1e6 })).toEqual([]);
  expect(check(narrow)).toEqual([]);
});
