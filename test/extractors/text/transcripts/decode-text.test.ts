import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { decodeText } from '../../../../extractors/text/transcripts/decode-text.ts';
import { read, rows } from './transcript-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const NEWS = ['今天的天气非常好，我们一起去公园散步吧。', '你觉得这部电影怎么样？我很喜欢里面的演员。', '他说明天早上八点钟在学校门口等我们。'];
const subtitles = (lines: readonly string[]) => lines.map((line, index) => `${index + 1}\n00:00:0${index + 1},000 --> 00:00:0${index + 2},000\n${line}\n`).join('\n');
const iconv = (text: string, encoding: string) => new Uint8Array(execFileSync('iconv', ['-f', 'utf-8', '-t', encoding], { input: text }));

test.each([
  ['gb18030', 'gb18030', NEWS],
  ['big5', 'big5', ['今天的天氣非常好，我們一起去公園散步吧。', '你覺得這部電影怎麼樣？我很喜歡裡面的演員。', '他說明天早上八點鐘在學校門口等我們。']],
  ['shift_jis', 'shift_jis', ['今日はとても天気がいいので、公園へ行きましょう。', 'この映画についてどう思いますか。', '明日の朝八時に学校の前で待っています。']],
  ['windows-1251', 'windows-1251', ['Сегодня очень хорошая погода, пойдём гулять в парк.', 'Как тебе понравился этот фильм?', 'Он сказал, что будет ждать нас завтра утром.']],
  ['windows-1252', 'windows-1252', ['Où êtes-vous allés hier après-midi ?', 'C’est très agréable, n’est-ce pas, à côté de la forêt.', 'Elle a déjà mangé, je crois que c’était délicieux.']],
])('text in %s is guessed, and a note says so', async (encoding, label, lines) => {
  const { sentences, notes } = await read('a.srt', iconv(subtitles(lines), encoding));
  expect(sentences.map(({ text }) => text)).toEqual(lines);
  expect(notes).toEqual([expect.stringMatching(`^Its encoding was guessed: ${label}, \\d+ % sure\\. Name it if words look wrong\\.$`)]);
});

test('the lines that tell the encoding may come late', async () => {
  const plain = Array.from({ length: 9000 }, (_, index) => `0${index % 10}:00:01,000 --> 09:00:02,000\nword\n`).join('\n');
  const { sentences } = await read('a.srt', Buffer.concat([Buffer.from(`${plain}\n`), iconv(subtitles(NEWS), 'gb18030')]));
  expect(sentences.filter(({ text }) => text === NEWS[0])).toHaveLength(1);
});

test('an encoding that is named is not guessed', async () => {
  const { sentences, notes } = await read('a.srt', iconv(subtitles(['Übel']), 'windows-1252'), { encoding: 'windows-1252' });
  expect([sentences[0]!.text, notes]).toEqual(['Übel', []]);
});

test.each([['utf-16le with its mark', '\uFEFF', 'utf-16le'], ['utf-16be with its mark', '\uFEFF', 'utf-16be'], ['utf-16le without one', '', 'utf-16le'], ['utf-16be without one', '', 'utf-16be'], ['utf-8 with its mark', '\uFEFF', 'utf-8']])('%s is read without a note', async (_, mark, encoding) => {
  const found = await read('a.srt', iconv(mark + subtitles(NEWS), encoding));
  expect([rows(found)[0], found.notes]).toEqual([[1, 2, NEWS[0]], []]);
});

test('UTF-8 with a broken byte stays UTF-8, and the damage is counted', async () => {
  const content = bytes(subtitles(NEWS));
  const at = content.indexOf(0xe4);
  content[at] = 0xff;
  const { notes, sentences } = await read('a.srt', content);
  expect(sentences[1]!.text).toBe(NEWS[1]);
  expect(notes).toEqual([expect.stringMatching(/^\d characters are damaged and shown as \uFFFD, the first in line 3: name another encoding, or write the file again\.$/)]);
});

test('characters of Windows that went through Latin 1 are right again', async () => {
  expect(rows(await read('a.csv', 'start,end,text\n0,1,It\u0092s \u0093fine\u0094\u0085\n'))).toEqual([[0, 1, 'It’s “fine”…']]);
});

test('damage that was in the file before is counted too', () => {
  expect(decodeText(bytes('a\nb\uFFFD'), 'x').notes).toEqual(['1 character is damaged and shown as \uFFFD, the first in line 2: name another encoding, or write the file again.']);
});

test.each([
  ['a picture', Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ', 'base64'), 'is no text (byte 9 is zero). Give a transcript: SubRip,'],
  ['an office document', Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(100)]), 'is an archive or an office document. Unpack it, or save its text as CSV.'],
  ['noise without zeros', Uint8Array.from({ length: 5000 }, (_, index) => 1 + ((index * 7919) % 255)), 'of its first 5000 bytes are control characters'],
])('%s is refused', async (_, content, message) => {
  await expect(read('a.srt', new Uint8Array(content))).rejects.toThrow(message);
});

test('an encoding that does not exist is refused with names that do', () => {
  expect(() => decodeText(bytes('a'), 'x.srt', 'utf-99')).toThrow('x.srt: cannot be read as "utf-99", which is no encoding that is known here. Name one such as utf-8, gb18030,');
});
