import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { readEnvironment } from '../../../configs/environment.ts';
import { toWav } from '../../../extractors/text/recognisers/whisper-cpp/to-wav.ts';
import { transcribeCommand } from '../../../pipeline/commands/transcribe.ts';
import { exitCodeFor } from '../../../pipeline/exit-codes.ts';
import { writeSpeakingModel } from '../../extractors/text/recognisers/ggml/write-speaking-model.ts';

const fake = fileURLToPath(new URL('../../extractors/text/recognisers/whisper-cpp/fake-whisper-cli.mjs', import.meta.url));
let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'affekt-transcribe-'));
  await writeSpeakingModel(at('good.bin'), { language: 'en', says: [' Hello'] });
  await writeFile(at('talk.wav'), toWav(Float32Array.from({ length: 80_000 }, (_, i) => (i > 48_000 && i < 64_000 ? 0.3 * Math.sin(i / 14) : 0))));
  await writeFile(at('notes.txt'), 'no sound');
  return () => rm(folder, { recursive: true, force: true });
});

/** Runs `affekt transcribe …` with the program that behaves as whisper-cli does. */
async function transcribe(args: readonly string[], { variables = {}, stop = new AbortController().signal, out: given }: { variables?: Record<string, string>; stop?: AbortSignal; out?: string } = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const out = given ?? (await mkdtemp(join(tmpdir(), 'affekt-words-')));
  onTestFinished(() => rm(out, { recursive: true, force: true }));
  let code = 0;
  const environment = readEnvironment({ AFFEKT_MODELS: at('models'), AFFEKT_WHISPER: at('builds'), AFFEKT_WHISPER_CLI: fake, CI: '1', ...variables });
  const command = transcribeCommand({ environment, stdout, stderr, stop, exit: (wanted) => (code = wanted) });
  command.exitOverride().configureOutput({ writeErr: (text) => stderr.write(text) });
  const error = await command.parseAsync([...args, '--out', out], { from: 'user' }).then(() => undefined, (reason: unknown) => reason as Error);
  const read = (stream: PassThrough) => String((stream.read() as Buffer | null) ?? '');
  return { out, said: read(stdout), messages: read(stderr), code: error === undefined ? code : exitCodeFor(error), error: error?.message ?? '' };
}

test('a sound file becomes subtitles', async () => {
  const { out, said, code } = await transcribe([at('talk.wav'), '--model', at('good.bin')]);
  expect([code, said]).toEqual([0, `1 recognised: ${out}\n`]);
  expect(await readFile(join(out, 'talk.srt'), 'utf8')).toMatch(/^1\n00:00:02,\d+ --> 00:00:04,\d+\n-?\d+ for [\d.]+ s, .*\n\n$/);
  expect(await readdir(join(out, 'pieces'))).toEqual(['talk.jsonl']);
});

test('the same command keeps what was recognised, and writes it in another format without the program', async () => {
  const { out } = await transcribe([at('talk.wav'), '--model', at('good.bin')]);
  for (const [format, content] of [['json', /"words": \[\s+\{\s+"text": "word"/], ['vtt', /^WEBVTT/], ['csv', /^start,end,speaker,text/]] as const) {
    const { said } = await transcribe([at('talk.wav'), '--model', at('good.bin'), '--format', format], { out, variables: { AFFEKT_WHISPER_CLI: '/nowhere' } });
    expect(said).toBe(`1 kept: ${out}\n`);
    expect(await readFile(join(out, `talk.${format}`), 'utf8')).toMatch(content);
  }
});

test('the language that is asked for is the language of the transcript', async () => {
  const { out } = await transcribe([at('talk.wav'), '--model', at('good.bin'), '--format', 'json', '--language', 'zh-CN']);
  expect(JSON.parse(await readFile(join(out, 'talk.json'), 'utf8'))).toMatchObject({ language: 'zh', source: { kind: 'recogniser', id: 'good.bin' } });
});

test('a clip that cannot be read is told of, and the others are recognised', async () => {
  const { messages, said, code } = await transcribe([at('notes.txt'), at('talk.wav'), at('none.mp4'), '--model', at('good.bin')]);
  expect(code).toBe(5);
  expect(said).toMatch(/^1 recognised, 2 failed: /);
  expect(messages).toMatch(/none\.mp4: cannot be found/);
  expect(messages).toMatch(/notes\.txt: /);
});

test.each([
  ['no model at all', ['--model', 'auto'], 3, /there is no model for it on this machine\. Fetch one with `affekt models get ggml-base`/],
  ['a model that was not fetched', ['--model', 'ggml-base'], 3, /ggml-base: it is not in .*`affekt models get ggml-base`/],
  ['a model that is none', ['--model', 'ggml-huge'], 2, /ggml-huge: there is no model of this name/],
  ['a model for something else', ['--model', 'silero-vad'], 2, /silero-vad: is a model for voice-activity/],
  ['a file that is not there', ['--model', './none.bin'], 3, /none\.bin: there is no such file/],
  ['an unknown language', ['--language', 'klingon'], 2, /language "klingon": Whisper does not know it/],
])('%s ends with its exit code and what to do', async (_, args, code, message) => {
  const run = await transcribe([at('talk.wav'), ...args]);
  expect([run.code, run.error]).toEqual([code, expect.stringMatching(message)]);
  expect(await readdir(run.out)).toEqual([]);
});

test('a model file that is no model ends with its exit code', async () => {
  const run = await transcribe([at('talk.wav'), '--model', at('talk.wav')]);
  expect([run.code, run.error]).toEqual([3, expect.stringMatching(/talk\.wav: is no ggml file of whisper\.cpp/)]);
});

test('without the program, the command that builds it is told', async () => {
  const run = await transcribe([at('talk.wav'), '--model', at('good.bin')], { variables: { AFFEKT_WHISPER_CLI: '' } });
  expect([run.code, run.error]).toEqual([3, expect.stringMatching(/whisper-cli: .*Build it once with `affekt models build whisper`/)]);
});

test('a program that fails ends the run', async () => {
  await writeSpeakingModel(at('broken.bin'), { language: 'en', says: [' Hello'] });
  const run = await transcribe([at('talk.wav'), '--model', at('broken.bin')]);
  expect([run.code, run.error]).toEqual([3, expect.stringMatching(/failed to initialize whisper context/)]);
});

test('a run that is stopped says what is to come', async () => {
  const run = await transcribe([at('talk.wav'), '--model', at('good.bin')], { stop: AbortSignal.abort() });
  expect([run.code, run.said]).toEqual([130, expect.stringMatching(/^1 to come: /)]);
});

test('--json prints what became of each clip', async () => {
  const { said } = await transcribe([at('talk.wav'), '--model', at('good.bin'), '--json']);
  expect(JSON.parse(said)).toMatchObject({ type: 'clip', clip: 'talk', outcome: 'done', sentences: 1, language: 'en', notes: [] });
});
