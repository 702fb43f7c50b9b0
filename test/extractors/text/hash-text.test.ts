import { expect, test } from 'vitest';
import { hashText, TEXT_DIMENSIONS, toWords } from '../../../extractors/text/hash-text.ts';

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);

test('a text becomes a vector of unit length, the same every time', () => {
  const vector = hashText('I am so happy to see you!')!;
  expect(vector).toHaveLength(TEXT_DIMENSIONS);
  expect(dot(vector, vector)).toBeCloseTo(1, 5);
  expect(hashText('I am so happy to see you!')).toEqual(vector);
});

test('texts that share words are closer than texts that do not', () => {
  const [first, near, far] = ['what a wonderful day', 'a wonderful evening it was', 'quarterly figures fell short'].map((text) => hashText(text)!) as [Float32Array, Float32Array, Float32Array];
  expect(dot(first, near)).toBeGreaterThan(dot(first, far) + 0.2);
});

test('Chinese characters are words of their own', () => {
  expect(toWords('我很高兴！Yes, 2 times')).toEqual(['我', '很', '高', '兴', '!', 'yes', '2', 'times']);
});

test.each(['', '   ', '…', '---'])('%j has no words and no vector', (text) => {
  expect(hashText(text)).toBeUndefined();
});
