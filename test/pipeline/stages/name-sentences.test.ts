import { expect, test } from 'vitest';
import type { SpeakerTrack } from '../../../fusion/speaking/speaker-track.ts';
import { nameSentences } from '../../../pipeline/stages/name-sentences.ts';

/** Person 0 speaks for 2 s, then person 1 for 2 s, then for 2 s nobody knows who; steps are 0.04 s. */
const speakers: SpeakerTrack = {
  inTurn: new Uint8Array(150).fill(1),
  people: new Map([0, 1].map((person) => [person, { first: 0, values: Float32Array.from({ length: 150 }, (_, step) => (step >= 100 ? Number.NaN : (step >= 50) === (person === 1) ? 0.95 : 0.02)) }])),
};
const sentences = [
  { start: 0.1, end: 1.9, text: 'one', speaker: 'ANN' },
  { start: 2.1, end: 3.9, text: 'two', speaker: 'BOB' },
  { start: 4.1, end: 5.9, text: 'three', speaker: 'ANN' },
  { start: 4.1, end: 5.9, text: 'four' },
];
const persons = (given: Parameters<typeof nameSentences>[0]) => nameSentences(given, { voice: undefined, speakers }).map(({ person }) => person);

test('a sentence is by who speaks in it; where that is not seen, by who else says what its speaker says', () => {
  expect(persons(sentences)).toEqual([0, 1, 0, undefined]);
});

test('a speaker who is linked to two people alike is nobody in particular', () => {
  expect(persons(sentences.map((sentence) => ({ ...sentence, speaker: 'ANN' })))).toEqual([0, 1, undefined, undefined]);
});

test('without mouths sentences stay as they are', () => {
  expect(nameSentences(sentences, { voice: undefined })).toEqual(sentences);
});
