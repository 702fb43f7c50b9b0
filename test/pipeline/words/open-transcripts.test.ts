import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findTranscript } from '../../../pipeline/words/find-transcript.ts';
import { openTranscripts } from '../../../pipeline/words/open-transcripts.ts';
import { newFolder } from '../run-command.ts';

const SRT = (text: string) => `1\n00:00:00,000 --> 00:00:01,000\n${text}\n`;

/** Returns a new folder with these files. */
function tree(files: Readonly<Record<string, string>>): string {
  const root = newFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

/** Returns the first text that was found for a clip, and the notes. */
async function find(clip: string, options: Parameters<typeof findTranscript>[1] = {}) {
  const found = await findTranscript(clip, options);
  const transcript = await found?.read({ file: clip.split('/').at(-1)!, duration: 2 });
  return transcript && { text: transcript.sentences[0]?.text, notes: transcript.notes, language: transcript.language };
}

test('the transcript of a clip lies beside it under its name, whatever the case of the ending', async () => {
  const root = tree({ 'talk.SRT': SRT('mine'), 'talk2.srt': SRT('not mine'), 'other.srt': SRT('not mine'), 'talk.mp4': '' });
  expect(await find(join(root, 'talk.mp4'))).toEqual({ text: 'mine', notes: [], language: undefined });
});

test('a clip without one has none', async () => {
  const root = tree({ 'talk.mp4': '', 'talk.txt': 'x', 'talk.info.json': '{}', 'talk.en.fr.srt': SRT('x'), 'talk.en.srt.bak': SRT('x') });
  expect(await find(join(root, 'talk.mp4'))).toBeUndefined();
});

test('of several, annotations come before JSON, subtitles and tables, and a note names the others', async () => {
  const root = tree({ 'talk.srt': SRT('srt'), 'talk.vtt': `WEBVTT\n\n${SRT('vtt').replaceAll(',', '.')}`, 'talk.json': '{"segments":[{"start":0,"end":1,"text":"json"}]}', 'talk.csv': 'start,end,text\n0,1,csv\n' });
  expect(await find(join(root, 'talk.mp4'))).toEqual({ text: 'json', notes: ['talk.json is read, and not talk.vtt, talk.srt, talk.csv, which go with the clip too.'], language: undefined });
});

test('JSON and tables that hold something else are passed over', async () => {
  const root = tree({ 'talk.json': '{"fps":25}', 'talk.csv': 'frame,valence\n1,0\n', 'talk.srt': SRT('srt') });
  expect(await find(join(root, 'talk.mp4'))).toMatchObject({ text: 'srt', notes: ['talk.srt is read, and not talk.csv, which goes with the clip too.', 'talk.json holds no transcript and was passed over.'] });
  expect(await find(join(tree({ 'talk.csv': 'frame,valence\n1,0\n' }), 'talk.mp4'))).toBeUndefined();
});

test('a damaged transcript is no other thing: it is refused', async () => {
  await expect(find(join(tree({ 'talk.json': '{"segments":[' }), 'talk.mp4'))).rejects.toThrow('talk.json: is no whole JSON');
});

test('a name may say the language, or the whole name of the clip', async () => {
  expect(await find(join(tree({ 'talk.pt-BR.srt': SRT('olá') }), 'talk.mp4'))).toMatchObject({ text: 'olá', language: 'pt-BR' });
  expect(await find(join(tree({ 'talk.mp4.srt': SRT('hi') }), 'talk.mp4'))).toMatchObject({ text: 'hi' });
});

test('without a wish the name without a language comes first, with one that language', async () => {
  const clip = join(tree({ 'talk.de.srt': SRT('de'), 'talk.srt': SRT('plain'), 'talk.en-US.srt': SRT('en') }), 'talk.mp4');
  expect((await find(clip))!.text).toBe('plain');
  expect((await find(clip, { language: 'en' }))!.text).toBe('en');
  expect((await find(clip, { language: 'e' }))!.text).toBe('plain');
});

test('names are one however their accents are written', async () => {
  const root = tree({ ['Zoé'.normalize('NFD') + '.srt']: SRT('hi') });
  expect((await find(join(root, `${'Zoé'.normalize('NFC')}.mp4`)))!.text).toBe('hi');
  expect((await find(join(tree({ ['Zoé'.normalize('NFC') + '.srt']: SRT('hi') }), `${'Zoé'.normalize('NFD')}.mp4`)))!.text).toBe('hi');
});

test('a folder of transcripts may repeat the folders of the clips', async () => {
  const from = tree({ 'cam.srt': SRT('any'), 'monday/cam.srt': SRT('monday'), 'week1/tuesday/cam.srt': SRT('tuesday') });
  const texts = await Promise.all(['/videos/week1/monday/cam.mp4', '/videos/week1/tuesday/cam.mp4', '/videos/week2/friday/cam.mp4'].map((clip) => find(clip, { from })));
  expect(texts.map((each) => each!.text)).toEqual(['monday', 'tuesday', 'any']);
});

test('a table gives each clip its rows, and a clip that it does not name none', async () => {
  const from = join(tree({ 'transcription.csv': 'name,sentence\na,one\nb,two\n' }), 'transcription.csv');
  const transcripts = await openTranscripts(from);
  const texts = await Promise.all(['x/a.mp4', 'x/b.mp4', 'x/c.mp4'].map(async (clip) => (await (await transcripts.find(clip))?.read({ file: clip.slice(2), duration: 2 }))?.sentences[0]?.text));
  expect([transcripts.isForMany, texts]).toEqual([true, ['one', 'two', undefined]]);
});

test('a table and a folder are read once', async () => {
  const root = tree({ 't.csv': 'name,sentence\na,one\n', 'clips/b.srt': SRT('two') });
  const [table, beside] = [await openTranscripts(join(root, 't.csv')), await openTranscripts()];
  expect(await beside.find(join(root, 'clips/a.mp4'))).toBeUndefined();
  rmSync(join(root, 't.csv'));
  writeFileSync(join(root, 'clips/a.srt'), SRT('new'));
  expect((await (await table.find('a.mp4'))!.read({ file: 'a.mp4', duration: 1 })).sentences[0]!.text).toBe('one');
  expect(await beside.find(join(root, 'clips/a.mp4'))).toBeUndefined();
});

test('one file without names of clips is for one clip', async () => {
  const from = join(tree({ 'final.srt': SRT('hi') }), 'final.srt');
  expect((await openTranscripts(from)).isForMany).toBe(false);
  expect((await find('/videos/talk.mp4', { from }))!.text).toBe('hi');
});

test('options of reading hold for what is found', async () => {
  const clip = join(tree({ 'talk.srt': SRT('hi') }), 'talk.mp4');
  const found = await findTranscript(clip, { offset: 0.5 });
  expect((await found!.read({ file: 'talk.mp4', duration: 2 })).sentences[0]).toEqual({ start: 0.5, end: 1.5, text: 'hi' });
});

test('a place that is not there is refused', async () => {
  await expect(openTranscripts('/nowhere/at/all')).rejects.toThrow('/nowhere/at/all: does not exist. Check the path.');
});
