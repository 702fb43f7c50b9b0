import { expect, test } from 'vitest';
import { linkVoices } from '../../../fusion/speaking/link-voices.ts';

/** Person 0 is seen to speak from 0 to 2 s, person 1 from 2 to 4 s; from 4 s on no mouth is seen. */
const track = {
  people: new Map([0, 1].map((person) => [person, { first: 0, values: Float32Array.from({ length: 150 }, (_, step) => (step >= 100 ? Number.NaN : step < 50 === (person === 0) ? 0.9 : 0.05)) }])),
  inTurn: new Uint8Array(150).fill(1),
};

test('a voice belongs to the person who was seen to speak with it, wherever else it is heard', () => {
  const spans = [{ start: 0, end: 2, speaker: 5 }, { start: 2, end: 4, speaker: 2 }, { start: 4, end: 6, speaker: 5 }, { start: 4, end: 4.2 }];
  expect(linkVoices(track, spans)).toEqual(new Map([[5, 0], [2, 1]]));
});

test('a voice that two were seen to speak with alike, or nobody, belongs to nobody', () => {
  expect(linkVoices(track, [{ start: 1, end: 3, speaker: 0 }, { start: 4, end: 6, speaker: 1 }])).toEqual(new Map());
});
