import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCliOutput } from '../../../../../extractors/text/recognisers/whisper-cpp/read-cli-output.ts';

/** What whisper-cli 1.9.1 wrote with `-l auto -ojf -bs 1 -bo 1` about 2 s of silence, with the nets of write-speaking-model.ts that say this whatever they hear. */
const recorded = (language: string) => readFileSync(new URL(`../golden/whisper-cli-${language}.json`, import.meta.url));

const document = (transcription: object[]) => Buffer.from(JSON.stringify({ result: { language: 'en' }, transcription }));

test('what the program wrote becomes sentences and words with their times', () => {
  const { language, sentences } = readCliOutput(recorded('en'), 2);
  expect(language).toBe('en');
  expect(sentences).toEqual([
    { start: 0.2, end: 1.2, text: 'Hello world.', words: [{ text: 'Hello', start: 0.2, end: 0.46, probability: 1 }, { text: 'world.', start: 0.46, end: 1.2, probability: 1 }] },
    { start: 1.2, end: 2, text: "It's me", words: [{ text: "It's", start: 1.2, end: 1.86, probability: 1 }, { text: 'me', start: 1.86, end: 2, probability: 1 }] },
  ]);
});

test('Chinese comes as Chinese, with its words', () => {
  const { language, sentences } = readCliOutput(recorded('zh'), 2);
  expect([language, sentences.map(({ text }) => text), sentences[0]?.words?.map(({ text }) => text)]).toEqual(['zh', ['你好，吗'], ['你好，', '吗']]);
});

test('a program that cuts characters at the borders of tokens is understood', () => {
  const before = '{"result":{"language":"zh"},"transcription":[{"offsets":{"from":0,"to":500},"text":"';
  const token = (bytes: number[]) => [Buffer.from('{"text":"'), Buffer.from(bytes), Buffer.from('","offsets":{"from":0,"to":500},"p":1}')];
  const json = Buffer.concat([Buffer.from(`${before}好","tokens":[`), ...token([0xe5, 0xa5]), Buffer.from(','), ...token([0xbd]), Buffer.from(`]}]}`)]);
  expect(readCliOutput(json, 1).sentences[0]).toMatchObject({ text: '好', words: [{ text: '好' }] });
});

test('nothing said gives no sentence', () => {
  expect(readCliOutput(document([]), 1).sentences).toEqual([]);
  expect(readCliOutput(document([{ offsets: { from: 0, to: 500 }, text: '  ' }]), 1).sentences).toEqual([]);
});

test('what is said after the end of the file is left out', () => {
  const said = [{ offsets: { from: 0, to: 5000 }, text: ' Thanks' }, { offsets: { from: 5000, to: 30_000 }, text: ' for watching!' }];
  expect(readCliOutput(document(said), 2.5).sentences).toEqual([{ start: 0, end: 2.5, text: 'Thanks' }]);
});

test('a line break in a text is a blank', () => {
  const json = document([{ offsets: { from: 0, to: 500 }, text: 'aXb' }]).toString().replace('X', '\n');
  expect(readCliOutput(Buffer.from(json), 1).sentences[0]?.text).toBe('a b');
});

test('a sentence without length gets the least that whisper.cpp counts in', () => {
  expect(readCliOutput(document([{ offsets: { from: 500, to: 500 }, text: 'a' }]), 1).sentences[0]).toMatchObject({ start: 0.5, end: 0.51 });
});

test('something else is refused', () => {
  expect(() => readCliOutput(Buffer.from('{"text": "hi"}'), 1)).toThrow();
  expect(() => readCliOutput(Buffer.from('{"result"'), 1)).toThrow(SyntaxError);
});
