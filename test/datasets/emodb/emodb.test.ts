import { expect, test } from 'vitest';
import { emodb } from '../../../datasets/emodb/emodb.ts';
import { clipsOf, corpusTree } from '../corpus-tree.ts';

test('the letter of the emotion is that of the German word: A is fear and F happiness', async () => {
  const letters = [...Object.entries({ W: 'anger', L: 'boredom', E: 'disgust', A: 'fear', F: 'happiness', T: 'sadness', N: 'neutral' })];
  const dataset = await emodb.open(await corpusTree(letters.map(([letter]) => `wav/03a01${letter}a.wav`)));
  const found = (await clipsOf(dataset)).map(({ clip, labels }) => [clip[5], dataset.classes![labels!.expression!]]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(letters));
});

test('the first two digits are the speaker, the next three characters the sentence', async () => {
  const [clip] = await clipsOf(await emodb.open(await corpusTree(['16b10Tb.wav'])));
  expect(clip).toMatchObject({ clip: '16b10Tb', speaker: '16', texts: { german: 'Die wird auf dem Platz sein, wo wir sie immer hinlegen.' }, facts: { sex: 'female', version: 'b' } });
});

test.each([
  ['04a01Fa.wav', /has the speaker 04, and there are 03, 08, 09, 10, 11, 12, 13, 14, 15, 16/],
  ['03a03Fa.wav', /has the sentence a03/],
  ['03a01Ha.wav', /has the emotion H, and there are W, L, E, A, F, T, N/],
  ['03a01fa.wav', /is not named by speaker, sentence, emotion and version; a name is like 03a01Fa\.wav/],
])('%s is refused by name', async (name, message) => {
  await expect(emodb.open(await corpusTree([name]))).rejects.toThrow(message);
});

test('published counts of classes add up to 535', () => {
  expect(emodb.published.reduce((sum, { of, count }) => sum + (typeof of === 'object' ? count : 0), 0)).toBe(535);
});
