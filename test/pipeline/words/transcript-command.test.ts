import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFolder, runCommand, videos } from '../run-command.ts';
import { testCard } from '../test-card.ts';

const SRT = '1\n00:00:00,500 --> 00:00:01,000\nANN: Hello\n\n2\n00:00:03,000 --> 00:00:04,000\nlate\n\n3\n00:00:05,000 --> 00:00:04,000\nbad\n';

function file(name: string, content: string): string {
  const path = join(newFolder(), name);
  writeFileSync(path, content);
  return path;
}

test('a transcript is shown as a table, with what was left out', async () => {
  const { code, out, messages } = await runCommand(['transcript', file('a.srt', SRT)]);
  expect([code, out]).toEqual([0, 'a.srt: 2 sentences, 1.5 s of speech, 1 speaker\nstart         end           speaker  text\n00:00:00.500  00:00:01.000  ANN      Hello\n00:00:03.000  00:00:04.000           late\n']);
  expect(messages).toBe('note: 1 sentence was left out for its time: line 10 (ends at 4 s, before 5 s).\n');
});

test('the ending of the file that is written says the format', async () => {
  const [path, out] = [file('a.srt', SRT), join(newFolder(), 'b.vtt')];
  expect((await runCommand(['transcript', path, '-o', out])).out).toBe(`2 sentences: ${out}\n`);
  expect(readFileSync(out, 'utf8')).toBe('WEBVTT\n\n00:00:00.500 --> 00:00:01.000\n<v ANN>Hello\n\n00:00:03.000 --> 00:00:04.000\nlate\n\n');
});

test.each([['srt', /^1\n00:00:00,500/], ['csv', /^start,end,speaker,text\n0.5,1,ANN,Hello\n/], ['json', /^\{\n {2}"sentences": \[/]])('--format %s writes to standard output', async (format, expected) => {
  expect((await runCommand(['transcript', file('a.srt', SRT), '-f', format])).out).toMatch(expected);
});

test('with a clip, what is beyond its end is left out', async () => {
  const clip = join(videos(['talk.mkv'], { seconds: 2 }), 'talk.mkv');
  const { out, messages } = await runCommand(['transcript', file('a.srt', SRT), '--clip', clip, '-f', 'csv']);
  expect(out).toBe('start,end,speaker,text\n0.5,1,ANN,Hello\n');
  expect(messages).toContain('note: 1 sentence lies outside of the clip (2 s) and was left out.');
});

test('the transcript beside a clip is found', async () => {
  const folder = videos(['talk.mkv'], { seconds: 2 });
  writeFileSync(join(folder, 'talk.en.srt'), SRT);
  expect((await runCommand(['transcript', '--clip', join(folder, 'talk.mkv')])).out).toContain('talk.en.srt: 1 sentence, 0.5 s of speech, 1 speaker, language en\n');
});

test('times of a stream come onto the clock of a clip that starts late, and recognised words to where its sound starts', async () => {
  const folder = newFolder();
  const card = testCard({ seconds: 3 });
  const late = join(folder, 'late.ts');
  execFileSync('ffmpeg', ['-v', 'error', '-i', card, '-itsoffset', '0.5', '-i', card, '-map', '0:v', '-map', '1:a', '-c', 'copy', '-output_ts_offset', '10', '-muxdelay', '0', '-muxpreload', '0', late]);
  const start = Number(execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'stream=start_time', '-select_streams', 'v', '-of', 'csv=p=0', late], { encoding: 'utf8' }).trim().split('\n')[0]!.replace(',', ''));
  const sound = Number(execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'stream=start_time', '-select_streams', 'a', '-of', 'csv=p=0', late], { encoding: 'utf8' }).trim().split('\n')[0]!.replace(',', ''));
  const vtt = `WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:${Math.round((start + 1) * 90_000)}\n\n00:00.000 --> 00:01.000\nHi\n`;
  expect((await runCommand(['transcript', file('a.vtt', vtt), '--clip', late, '-f', 'csv'])).out).toBe('start,end,speaker,text\n1,2,,Hi\n');
  const json = (await runCommand(['transcript', file('a.json', '{"segments":[{"start":1,"end":2,"text":"Hi"}]}'), '--clip', late, '-f', 'json'])).out;
  expect((JSON.parse(json) as { readonly sentences: readonly { readonly start: number }[] }).sentences[0]!.start).toBeCloseTo(1 + sound - start, 5);
  expect(sound - start).toBeGreaterThan(0.4);
});

test('a table of clips serves a clip', async () => {
  const folder = videos(['b.mkv'], { seconds: 1 });
  const table = file('transcription.csv', 'name,sentence\na,one\nb,two\n');
  const { out } = await runCommand(['transcript', '--clip', join(folder, 'b.mkv'), '--transcripts', table, '-f', 'csv']);
  expect(out).toBe('start,end,speaker,text\n0,1,,two\n');
});

test('options of reading reach the reader', async () => {
  const path = file('a.srt', SRT);
  copyFileSync(path, `${path}.txt`);
  const { out } = await runCommand(['transcript', `${path}.txt`, '--from', 'srt', '--offset', '-0.25', '--scale', '25/20', '--speakers', 'never', '--encoding', 'utf-8', '-f', 'csv']);
  expect(out).toBe('start,end,speaker,text\n0.375,1,,ANN: Hello\n3.5,4.75,,late\n');
});

test('tiers are chosen by their names', async () => {
  const grid = file('a.TextGrid', 'File type = "ooTextFile"\nObject class = "TextGrid"\n0\n2\n<exists>\n2\n"IntervalTier"\n"Ann"\n0\n2\n1\n0\n1\n"one"\n"IntervalTier"\n"Bob"\n0\n2\n1\n1\n2\n"two"\n');
  expect((await runCommand(['transcript', grid, '--tier', 'Bob', '-f', 'csv'])).out).toBe('start,end,speaker,text\n1,2,Bob,two\n');
});

test.each([
  [['/nowhere.srt'], '/nowhere.srt: does not exist. Check the path.'],
  [[], 'affekt transcript: neither a file nor --clip is given. Name a transcript, or a video with --clip.'],
  [[file('a.srt', SRT), '--clip', '/nowhere.mp4'], '--clip: /nowhere.mp4: cannot be found (ENOENT). Give a video or a sound file.'],
  [[file('a.srt', SRT), '-o', 'x.doc'], '--out: "x.doc" has no ending that says a format. Add --format srt, vtt, csv, json or text.'],
  [[file('a.srt', SRT), '--scale', '0'], "error: option '--scale <factor>' argument '0' is invalid. It has to be a number above 0, or two with / between."],
  [[file('a.srt', SRT), '--offset', 'x'], 'It has to be a number of seconds.'],
  [[file('a.bin', '\0\0\0')], 'a.bin: is no text (byte 1 is zero).'],
])('%j is refused with exit code 2', async (args, message) => {
  const { code, out, messages } = await runCommand(['transcript', ...args]);
  expect([code, out]).toEqual([2, '']);
  expect(messages).toContain(message);
});

test('a clip without a transcript is refused with exit code 2', async () => {
  const clip = join(videos(['talk.mkv']), 'talk.mkv');
  const { code, messages } = await runCommand(['transcript', '--clip', clip]);
  expect([code, messages]).toEqual([2, `${clip}: there is no transcript beside it. Name it like the clip, or give its path.`]);
});
