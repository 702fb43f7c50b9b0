import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { runWhisperCli } from '../../../../../extractors/text/recognisers/whisper-cpp/run-whisper-cli.ts';

const program = fileURLToPath(new URL('fake-whisper-cli.mjs', import.meta.url));
const piece = (start: number, seconds: number, level: number) => ({ start, samples: new Float32Array(16_000 * seconds).fill(level) });
const run = (model: string, more: { language?: string; signal?: AbortSignal; pieces?: ReturnType<typeof piece>[]; variables?: Record<string, string | undefined> } = {}) =>
  runWhisperCli(more.pieces ?? [piece(10, 1, 0.5), piece(20, 2, -0.25)], { program, model: `/models/${model}.bin`, threads: 3, ...more });
/** Other files of tests use the temporary folder at the same time: this one has its own. */
beforeAll(async () => {
  process.env.TMPDIR = await mkdtemp(join(tmpdir(), 'affekt-cli-'));
});

const leftFolders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('affekt-speech-'));

test('pieces are heard as they are, in their order, on the clock of the clip', async () => {
  const heard = await Array.fromAsync(run('good'));
  expect(heard.map(({ start, end, language, sentences }) => [start, end, language, sentences[0]!.start, sentences[0]!.end])).toEqual([[10, 11, 'en', 10, 11], [20, 22, 'en', 20, 22]]);
  expect(heard.map(({ sentences }) => sentences[0]!.text)).toEqual([expect.stringContaining('16384 for 1 s'), expect.stringContaining('-8192 for 2 s')]);
  expect(heard[1]!.sentences[0]!.words).toEqual([{ text: 'word', start: 20.1, end: 20.2, probability: 0.5 }]);
});

test('one program hears them all, with what was asked for', async () => {
  const texts = (await Array.fromAsync(run('good', { language: 'de' }))).map(({ sentences }) => sentences[0]!.text);
  expect(new Set(texts.map((text) => /pid (\d+)/.exec(text)![1])).size).toBe(1);
  expect(texts[0]).toContain('-t 3 -bs 1 -bo 1 -ojf');
});

test('threads of the program sleep while they wait, unless its user wants otherwise', async () => {
  const waits = async (variables: Record<string, string | undefined>) => (await Array.fromAsync(run('good', { variables: { ...process.env, ...variables } })))[0]!.sentences[0]!.text.split(', ')[2];
  expect([await waits({}), await waits({ OMP_WAIT_POLICY: 'active' })]).toEqual(['passive', 'active']);
});

test('samples that are too loud are cut, not turned over', async () => {
  const [heard] = await Array.fromAsync(run('good', { pieces: [piece(0, 1, 1.5)] }));
  expect(heard!.sentences[0]!.text).toContain('32767 for');
});

test('silence is no error', async () => {
  expect((await Array.fromAsync(run('silent'))).map(({ sentences }) => sentences)).toEqual([[], []]);
});

test('a piece is there before the next one is done, and when the signal aborts the program is gone at once', async () => {
  const controller = new AbortController();
  const pieces = run('stuck', { signal: controller.signal });
  const first = (await pieces.next()).value as { sentences: { text: string }[] };
  const pid = Number(/pid (\d+)/.exec(first.sentences[0]!.text)![1]);
  expect(isRunning(pid)).toBe(true);
  const rest = pieces.next();
  controller.abort();
  await expect(rest).rejects.toMatchObject({ name: 'AbortError' });
  expect(isRunning(pid)).toBe(false);
  expect(await leftFolders()).toEqual([]);
});

test('who stops asking leaves no program and no files behind', async () => {
  let pid = 0;
  for await (const { sentences } of run('stuck')) {
    pid = Number(/pid (\d+)/.exec(sentences[0]!.text)![1]);
    break;
  }
  expect(isRunning(pid)).toBe(false);
  expect(await leftFolders()).toEqual([]);
});

test('a program that fails says why', async () => {
  await expect(Array.fromAsync(run('broken'))).rejects.toMatchObject({ code: 'FAILED', message: expect.stringMatching(/whisper-cli\.mjs: it ended with status 3: failed to initialize whisper context\. Try again/) as string });
});

test('status 0 without results is a failure, too', async () => {
  await expect(Array.fromAsync(run('good', { language: 'xx' }))).rejects.toThrow(/it ended with status 0: unknown language 'xx'/);
});

test('a crash is a failure that names the signal', async () => {
  await expect(Array.fromAsync(run('crashing'))).rejects.toThrow(/status SIGSEGV/);
  expect(await leftFolders()).toEqual([]);
});

test('a program that is not there is to be built', async () => {
  const pieces = runWhisperCli([piece(0, 1, 0)], { program: '/nowhere/whisper-cli', model: 'm', threads: 1 });
  await expect(Array.fromAsync(pieces)).rejects.toMatchObject({ code: 'NOT_BUILT', message: expect.stringMatching(/^\/nowhere\/whisper-cli: cannot be started .*affekt models build whisper/) as string });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
