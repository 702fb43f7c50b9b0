import { expect, test } from 'vitest';
import { logitsOf, takeClasses } from '../../../plugins/gate/linear-head.ts';

const head = { weight: Float32Array.of(1, 2, 3, 4, 5, 6), bias: Float32Array.of(10, 20, 30), width: 2, classes: 3 };

test('a head without its last outputs gives the logits of the others as before', () => {
  expect([...logitsOf(head, [1, -1])]).toEqual([7, 17, 27]);
  expect([...logitsOf(takeClasses(head, 2), [1, -1])]).toEqual([7, 17]);
});

test('a head with no more outputs than classes stays as it is', () => {
  expect(takeClasses(head, 3)).toEqual(head);
});
