import { expect, test } from 'vitest';
import { addLook, similarity } from '../../../../extractors/visual/track/gallery.ts';
import { look, lookBetween } from './scene.ts';
import type { Gallery } from '../../../../extractors/visual/track/gallery.ts';

const add = (gallery: Gallery, looks: readonly Float32Array[]) => looks.reduce<Gallery>(addLook, gallery);

test('the similarity is the cosine to the most similar look, and there is none without looks', () => {
  expect(similarity([look(0), look(1)], lookBetween(look(1), look(2), 0.8))).toBeCloseTo(0.8, 6);
  expect(similarity([], look(0))).toBeUndefined();
});

test('one look seen again and again does not push out the others', () => {
  const gallery = add([look(0), look(1)], Array.from({ length: 50 }, () => look(2)));
  expect(gallery).toEqual([look(0), look(1), look(2)]);
});

test('a gallery stays small, with the first look and the newest ones', () => {
  const gallery = add([], Array.from({ length: 60 }, (_, person) => look(person)));
  expect(gallery).toEqual([look(0), ...Array.from({ length: 11 }, (_, index) => look(49 + index))]);
});
