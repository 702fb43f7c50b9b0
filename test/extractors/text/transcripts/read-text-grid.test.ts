import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTranscript } from '../../../../extractors/text/transcripts/read-transcript.ts';
import { read, rows } from './transcript-file.ts';

const golden = join(import.meta.dirname, 'golden');
/** As `golden/make.praat` made it. */
const SAID = { start: 0.5, end: 2.25, text: 'He said "no".', words: [{ text: 'He', start: 0.5, end: 0.9 }, { text: 'said', start: 0.9, end: 1.5 }, { text: '"no".', start: 1.5, end: 2.25 }] };

/** A short TextGrid; an interval is `[start, end, text]`. */
function grid(tiers: Readonly<Record<string, readonly (readonly [number, number, string])[]>>): string {
  const body = Object.entries(tiers).map(([name, intervals]) => `"IntervalTier"\n"${name}"\n0\n9\n${intervals.length}\n${intervals.map(([start, end, text]) => `${start}\n${end}\n"${text}"\n`).join('')}`);
  return `File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n9\n<exists>\n${body.length}\n${body.join('')}`;
}

test.each(['praat-long', 'praat-short'])('%s, written by Praat, has the sentence with its words', async (name) => {
  const { sentences, notes } = await readTranscript(join(golden, `${name}.TextGrid`));
  expect(sentences).toEqual([SAID]);
  expect(notes).toEqual(['Not read, since points have no length: "clicks".']);
});

test('a TextGrid in UTF-16, as Praat writes it, is read', async () => {
  expect(rows(await readTranscript(join(golden, 'praat-utf16.TextGrid')))).toEqual([[0.5, 2.25, 'Sie möchte 你好']]);
});

test.each([['praat-binary', 'is a binary file of Praat. Save it in Praat as a text file.'], ['praat-chronological', 'is a chronological TextGrid. Save it in Praat as a text file.']])('%s is refused with what to do', async (name, message) => {
  await expect(readTranscript(join(golden, `${name}.TextGrid`))).rejects.toThrow(message);
});

test('tiers are speakers by their names, and a tier of sounds is not read', async () => {
  const found = await read('a.TextGrid', grid({ Ann: [[0, 1, ''], [1, 2, 'Hello']], 'Bob - utterances': [[1.5, 3, 'Hi']], 'Ann - phones': [[1, 2, 'h']] }));
  expect(rows(found)).toEqual([[1, 2, 'Hello', 'Ann'], [1.5, 3, 'Hi', 'Bob']]);
  expect(found.notes).toEqual(['Not read: the tier "Ann - phones". Name tiers to choose others.']);
});

test('words go to the sentence of their speaker that holds their middle', async () => {
  const { sentences, notes } = await read('a.TextGrid', grid({ 'Ann - sentences': [[0, 2, 'a b'], [2, 4, 'c']], 'Bob - sentences': [[0, 4, 'x']], 'Ann - words': [[0, 1, 'a'], [1, 1.5, 'sp'], [1.5, 2.1, 'b'], [2.1, 3, 'c'], [8, 9, 'late']], 'Bob - words': [[0, 4, 'x']] }));
  expect(sentences.map(({ speaker, words }) => [speaker, words?.map(({ text }) => text)])).toEqual([['Ann', ['a', 'b']], ['Bob', ['x']], ['Ann', ['c']]]);
  expect(notes).toEqual(['1 word lies outside of every sentence and is not read.']);
});

test('one tier of words belongs to the one of sentences, whatever their names', async () => {
  const { sentences } = await read('a.TextGrid', grid({ Ann: [[0, 2, 'so what']], words: [[0, 1, 'so'], [1, 2, 'what']] }));
  expect(sentences).toEqual([{ start: 0, end: 2, text: 'so what', speaker: 'Ann', words: [{ text: 'so', start: 0, end: 1 }, { text: 'what', start: 1, end: 2 }] }]);
});

test('words alone are put together between pauses', async () => {
  const { sentences, notes } = await read('a.TextGrid', grid({ words: [[0, 1, 'so'], [1, 1.4, ''], [1.4, 2, 'what'], [2, 2.5, '<p:>'], [2.5, 3, 'now']], phones: [[0, 1, 's']] }));
  expect(sentences.map(({ start, end, text, words }) => [start, end, text, words!.length])).toEqual([[0, 2, 'so what', 2], [2.5, 3, 'now', 1]]);
  expect(notes[1]).toBe('Words of "words" are put together to sentences at pauses of 0.5 s: no tier has sentences for them.');
});

test('the names of MAUS are known', async () => {
  const { sentences } = await read('a.TextGrid', grid({ 'ORT-MAU': [[0, 1, 'ja']], 'KAN-MAU': [[0, 1, 'ja:']], MAU: [[0, 1, 'j']] }));
  expect(sentences).toEqual([{ start: 0, end: 1, text: 'ja', words: [{ text: 'ja', start: 0, end: 1 }] }]);
});

test('only the tiers that are asked for are read, sounds too', async () => {
  const content = grid({ Ann: [[0, 1, 'Hello']], Bob: [[1, 2, 'Hi']], phones: [[0, 1, 'h']] });
  expect(rows(await read('a.TextGrid', content, { tiers: ['Bob'] }))).toEqual([[1, 2, 'Hi', 'Bob']]);
  expect(rows(await read('a.TextGrid', content, { tiers: ['phones'] }))).toEqual([[0, 1, 'h']]);
});

test('a tier that is not there is refused with the names that are', async () => {
  await expect(read('a.TextGrid', grid({ Ann: [[0, 1, 'Hello']] }), { tiers: ['Eve'] })).rejects.toThrow('has no tier "Eve", but "Ann". Name tiers as the file does.');
});

test('a comment and old line ends are no trouble, and a bad interval is named by its line', async () => {
  const found = await read('a.TextGrid', grid({ Ann: [[0, 1, 'Hello'], [3, 2, 'back']] }).replace('<exists>', '<exists> ! "1" 2').replaceAll('\n', '\r'));
  expect(rows(found)).toEqual([[0, 1, 'Hello', 'Ann']]);
  expect(found.notes).toEqual(['1 sentence was left out for its time: line 16 (ends at 2 s, before 3 s).']);
});

test('a cut-off file is refused with the line where it ends', async () => {
  await expect(read('a.TextGrid', grid({ Ann: [[0, 1, 'Hello'], [1, 2, 'x']] }).slice(0, -5))).rejects.toThrow(/ends where a text in quotes is due \(line 17\)\. Open it in Praat and save it again, as text\.$/);
});

test('an impossible number of intervals is refused before room is made for it', async () => {
  await expect(read('a.TextGrid', grid({ Ann: [] }).replace(/0\n$/, '99999999999\n'))).rejects.toThrow('says that it has 99999999999 tiers or intervals (line 12)');
});
