import { expect, test } from 'vitest';
import { joinPieces } from '../../../../extractors/text/recognisers/join-pieces.ts';
import type { RecognisedPiece } from '../../../../extractors/text/recognisers/transcriber.ts';

const source = { kind: 'recogniser', id: 'ggml-base', sha256: '00' } as const;
const says = (start: number, end: number, text: string) => ({ start, end, text });
const piece = (sentences: readonly ReturnType<typeof says>[], language = 'en'): RecognisedPiece => ({ start: sentences[0]?.start ?? 0, end: sentences.at(-1)?.end ?? 1, language, sentences });
const always = [{ start: 0, end: 1000 }];

test('sentences of all pieces come in order of time, with what recognised them', () => {
  const joined = joinPieces([piece([says(40, 41, 'b')]), piece([says(1, 2, 'a')])], { source, turns: always });
  expect(joined).toEqual({ sentences: [says(1, 2, 'a'), says(40, 41, 'b')], language: 'en', source, notes: [] });
});

test('what is said where nobody speaks is left out and noted', () => {
  const { sentences, notes } = joinPieces([piece([says(0, 2, 'Hello.'), says(5, 9, 'Thanks for watching!')])], { source, turns: [{ start: 0, end: 2 }] });
  expect(sentences.map(({ text }) => text)).toEqual(['Hello.']);
  expect(notes).toEqual(['1 sentence where nobody speaks was left out.']);
});

test('a short word that speech covers for its half is kept', () => {
  expect(joinPieces([piece([says(1.95, 2.05, 'Oh.')])], { source, turns: [{ start: 0, end: 2 }] }).sentences).toHaveLength(1);
  expect(joinPieces([piece([says(1.99, 2.09, 'Oh.')])], { source, turns: [{ start: 0, end: 2 }] }).sentences).toHaveLength(0);
});

test.each(['[BLANK_AUDIO]', '(wind blowing)', '♪ ♪', '（笑）', '*sighs*', '[Music] ...'])('%s is no sentence', (text) => {
  const { sentences, notes } = joinPieces([piece([says(0, 1, text), says(1, 2, text)])], { source, turns: always });
  expect([sentences, notes]).toEqual([[], ['2 sentences without words ([Music] and the like) were left out.']]);
});

test('brackets within a sentence stay', () => {
  expect(joinPieces([piece([says(0, 1, 'I (really) mean it')])], { source, turns: always }).sentences).toHaveLength(1);
});

test('a loop is kept and noted', () => {
  const { sentences, notes } = joinPieces([piece(Array.from({ length: 6 }, (_, i) => says(i, i + 1, 'I do.')))], { source, turns: always });
  expect(sentences).toHaveLength(6);
  expect(notes).toEqual([expect.stringContaining('“i do” stands 6 times in a row')]);
});

test('the language is the one of most of the time, and others are noted', () => {
  const pieces = [piece([says(0, 4, 'a')], 'de'), piece([says(5, 15, 'b')], 'jw'), piece([], 'fr')];
  const { language, notes } = joinPieces(pieces, { source, turns: always });
  expect(language).toBe('jv');
  expect(notes).toEqual(['Taken for jv (10 s), de (4 s): name the language if it is one.']);
});

test('a language that was asked for is the language', () => {
  expect(joinPieces([piece([], 'yue')], { source, turns: [], language: 'yue' })).toMatchObject({ language: 'yue', notes: [] });
});
