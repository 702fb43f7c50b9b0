import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeEach, expect, test, vi } from 'vitest';
import type { RunRecord } from '../../../pipeline/rows.ts';
import { newFolder, runCommand, videos } from '../run-command.ts';

const SRT = '1\n00:00:00,200 --> 00:00:00,600\nI am <b>so angry</b>!\n\n2\n00:00:00,600 --> 00:00:01,000\nIch bin nicht mehr so wütend auf dich.\n';
const table = (...path: string[]) => parse<Record<string, string>>(readFileSync(join(...path)), { columns: true });
const run = (...path: string[]) => JSON.parse(readFileSync(join(...path, 'run.json'), 'utf8')) as RunRecord;

/** Models and programs of this machine's user do not matter. */
const models = newFolder();
beforeEach(() => {
  vi.stubEnv('AFFEKT_MODELS', models);
  vi.stubEnv('AFFEKT_WHISPER', newFolder());
  vi.stubEnv('AFFEKT_WHISPER_CLI', '');
});

const WITHOUT_FACES = ['--set', 'modalities=["voice","text"]', '--no-report'];

function analyze(files: readonly string[], out: string, ...more: string[]) {
  return runCommand(['analyze', ...files, '--out', out, '--device', 'cpu', ...more]);
}

test('what subtitles say is in the tables, the report and the record', async () => {
  const [folder, out] = [videos(['a.mkv']), newFolder()];
  writeFileSync(join(folder, 'a.srt'), SRT);
  expect(await analyze([folder], out)).toMatchObject({ code: 0 });
  const sentences = table(out, 'a', 'sentences.csv');
  expect(sentences.map(({ start, text, expression, valence_arousal, note }) => [start, text, expression, valence_arousal, note])).toEqual([
    ['0.200000', 'I am so angry!', 'anger', 'measured', ''],
    ['0.600000', 'Ich bin nicht mehr so wütend auf dich.', '', '', 'not English'],
  ]);
  expect(sentences[0]!.words).toMatch(/^(?:so |)angry:0\.\d/);
  const frames = table(out, 'a', 'frames.csv');
  expect(frames.filter(({ text_expression }) => text_expression === 'anger').map(({ time }) => Number(time))).toEqual(frames.map(({ time }) => Number(time)).filter((time) => time >= 0.2 && time < 0.6));
  const report = readFileSync(join(out, 'a', 'report.html'), 'utf8');
  expect(report).toMatch(/<mark data-side="for" data-strength="3" title="\+0\.\d+">angry<\/mark>/);
  expect(run(out, 'a').models.textEmotion).toMatchObject({ id: 'affekt-words', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  const columns = JSON.parse(readFileSync(join(out, 'a', 'columns.json'), 'utf8')) as { readonly sentences: Record<string, { readonly model?: string }> };
  expect(Object.keys(columns.sentences)).toEqual(Object.keys(sentences[0]!));
  expect(columns.sentences.valence!.model).toBe('affekt-words');
}, 60_000);

test('results are made anew when the transcript changes, and kept when it does not', async () => {
  const [folder, out] = [videos(['a.mkv']), newFolder()];
  const again = async () => (await analyze([folder], out, ...WITHOUT_FACES, '--json')).out.trimEnd().split('\n').map((line) => JSON.parse(line) as { readonly type: string; readonly outcome?: string }).find(({ type }) => type === 'clip')!.outcome;
  expect(await again()).toBe('done');
  writeFileSync(join(folder, 'a.srt'), SRT);
  expect(await again()).toBe('done');
  expect(table(out, 'a', 'sentences.csv')).toHaveLength(2);
  expect(await again()).toBe('kept');
}, 60_000);

test('without a transcript and a recogniser the rest is told, and a note says what to do', async () => {
  const [folder, out] = [videos(['a.mkv']), newFolder()];
  expect(await analyze([folder], out, ...WITHOUT_FACES)).toMatchObject({ code: 0 });
  expect(run(out, 'a').notes.join(' ')).toMatch(/Speech is not turned into words: .*affekt models get ggml-base/);
  expect(table(out, 'a', 'sentences.csv')).toEqual([]);
}, 60_000);

test('a transcript that cannot be read is told of once, and nothing else is lost', async () => {
  const [folder, out] = [videos(['a.mkv', 'b.mkv']), newFolder()];
  writeFileSync(join(folder, 'a.srt'), Buffer.from([0, 1, 2, 3]));
  const { code, messages } = await analyze([folder], out, ...WITHOUT_FACES);
  expect(code).toBe(5);
  expect(messages.match(/a\.srt: is no transcript/g)).toHaveLength(1);
  expect(table(out, 'a', 'voice.csv').length).toBeGreaterThan(0);
  expect(run(out, 'a')).toMatchObject({ state: 'failed' });
  expect(run(out, 'b')).toMatchObject({ state: 'complete' });
}, 60_000);

test('the transcript of one clip is refused for two', async () => {
  const folder = videos(['a.mkv', 'b.mkv']);
  const srt = join(newFolder(), 'talk.srt');
  writeFileSync(srt, SRT);
  const { code, messages } = await analyze([folder], newFolder(), ...WITHOUT_FACES, '--transcripts', srt);
  expect(code).toBe(2);
  expect(messages).toMatch(/--transcripts: .*talk\.srt is the transcript of one clip, and 2 are given\. Give one clip/);
}, 60_000);
