import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ClipEvent } from '../../pipeline/clip-event.ts';
import { testCard } from './test-card.ts';

const program = join(import.meta.dirname, '..', '..', 'bin', 'affekt.js');
const newFolder = () => mkdtempSync(join(tmpdir(), 'affekt-cli-'));
/** Compiled models are shared by all tests of this file. */
const models = newFolder();

function affekt(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env: { ...process.env, AFFEKT_MODELS: models, AFFEKT_MODEL_MIRROR: '' } });
  return { status, stdout, stderr };
}

/** The usual arguments of a short run. */
const analyze = (out: string, ...args: readonly string[]) => affekt('analyze', '--out', out, '--no-report', '--device', 'cpu', ...args);

/** What a user sees when something is wrong: one line, no stack. */
function expectOneClearLine(stderr: string, message: RegExp) {
  const errors = stderr.split('\n').filter((line) => line.startsWith('error:'));
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
}

test('a video is analysed with the models that come with affekt, on a machine that has fetched none', () => {
  const out = newFolder();
  const { status, stdout } = analyze(out, testCard());
  expect(status).toBe(0);
  expect(stdout).toMatch(/card done: 50 frames, 0 with a face/);
  const run = JSON.parse(readFileSync(join(out, 'card', 'run.json'), 'utf8')) as { models: Record<string, { id: string }> };
  expect(new Set(Object.values(run.models).map(({ id }) => id))).toEqual(new Set(['human-blazeface', 'human-emotion', 'human-facemesh', 'human-faceres', 'energy', 'affekt-voice-ravdess', 'vra++ on affekt-voice-ravdess', 'affekt-words']));
});

test.each([
  ['an empty file', (path: string) => writeFileSync(path, ''), /bad\.mp4: .*empty/],
  ['a text file', (path: string) => writeFileSync(path, 'hello'), /bad\.mp4: /],
  ['a video without its index', (path: string) => { copyFileSync(testCard(), path); truncateSync(path, 2000); }, /bad\.mp4: /],
  ['a video of one pixel', (path: string) => execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=s=32x32:d=1', '-vf', 'scale=1:1', '-c:v', 'png', '-f', 'mov', path]), /bad\.mp4: .*1 × 1/],
])('%s gives one clear line and exit code 6 alone, 5 beside a good clip, which is analysed', (_, make, message) => {
  const out = newFolder();
  const bad = join(out, 'bad.mp4');
  make(bad);
  const alone = analyze(out, bad);
  expect(alone.status).toBe(6);
  expectOneClearLine(alone.stderr, message);
  const beside = analyze(out, bad, testCard());
  expect(beside.status).toBe(5);
  expect(beside.stdout).toMatch(/card done: 50 frames/);
});

test('a path that is not there and a folder without clips fail like damaged clips: named, and the others go on', () => {
  const out = newFolder();
  const empty = join(out, 'nothing');
  mkdirSync(empty);
  const { status, stdout, stderr } = analyze(out, '/nowhere/a.mp4', empty, testCard());
  expect(status).toBe(5);
  expect(stderr).toMatch(/error: \/nowhere\/a\.mp4: cannot be found/);
  expect(stderr).toMatch(/error: .*nothing: is a folder without clips/);
  expect(stdout).toMatch(/card done/);
});

test.each([
  [['analyze'], 2, /missing required argument/],
  [['analyse', 'x.mp4', '--fsp', '5'], 2, /unknown option '--fsp'/],
  [['analyze', 'x.mp4', '--set', 'face.detectr=yunet'], 2, /face: .*detectr/],
  [['analyze', 'x.mp4', '--fps', 'abc'], 2, /fps/],
  [['analyze', 'x.mp4', '--preset', 'nope'], 2, /preset.*nope/],
  [['analyze', testCard(), '--set', 'face.detector=nope'], 2, /nope/],
  [['analyze', testCard(), '--set', 'face.detector=human-emotion'], 2, /human-emotion: is a model for facial-expression/],
  [['analyze', testCard(), '--set', 'face.detector=yunet', '--offline'], 3, /yunet: .*affekt models get/],
  [['analyze', testCard(), '--device', 'coreml'], 4, /coreml: /],
  [['frobnicate'], 2, /unknown command 'frobnicate'/],
])('%j ends with exit code %i and says why', (args, code, message) => {
  const { status, stderr } = affekt(...args);
  expect(status).toBe(code);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('a folder that cannot be written is one clear line', () => {
  const { status, stderr } = affekt('analyze', testCard(), '--out', '/dev/null/results');
  expect(status).toBe(2);
  expectOneClearLine(stderr, /\/dev\/null\/results.*: cannot write.*--out/);
});

test('with --json standard output is lines of JSON, and nothing else', () => {
  const { stdout } = analyze(newFolder(), testCard(), '--json');
  const events = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as ClipEvent);
  expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['start', 'progress', 'clip']));
  expect(events.at(-1)).toMatchObject({ type: 'clip', outcome: 'done' });
});

test('the first Ctrl-C writes what there is and exits with 130; the next run goes on from there', async () => {
  const out = newFolder();
  const path = testCard({ seconds: 40, size: '320x240' });
  const child = spawn(process.execPath, [program, 'analyze', path, '--out', out, '--no-report', '--json', '--device', 'cpu'], { env: { ...process.env, AFFEKT_MODELS: models } });
  child.stdout.on('data', (chunk: Buffer) => (chunk.includes('"progress"') ? child.kill('SIGINT') : undefined));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect(code).toBe(130);
  expect(readFileSync(join(out, 'card', 'run.json'), 'utf8')).toMatch(/"state": "interrupted"/);
  expect(existsSync(join(out, 'card', 'frames.csv'))).toBe(true);
  const { status, stdout } = analyze(out, path, '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout.split('\n')[0]!)).toMatchObject({ type: 'start', from: expect.closeTo(1, -1.5) });
  expect(stdout).toMatch(/"frames":1000/);
});

test('after kill -9 the next run goes on from the last whole batch to the bytes of a run that was never stopped', async () => {
  const [out, whole] = [newFolder(), newFolder()];
  const path = testCard({ seconds: 20, size: '320x240' });
  const child = spawn(process.execPath, [program, 'analyze', path, '--out', out, '--no-report', '--json', '--device', 'cpu'], { env: { ...process.env, AFFEKT_MODELS: models } });
  child.stdout.on('data', (chunk: Buffer) => (/"frames":(?:[2-9]\d|\d{3})/.test(chunk.toString()) ? child.kill('SIGKILL') : undefined));
  await new Promise((resolve) => child.once('exit', resolve));
  expect(existsSync(join(out, 'card', 'frames.csv'))).toBe(false);
  const again = analyze(out, path, '--json');
  expect(JSON.parse(again.stdout.split('\n')[0]!)).toMatchObject({ from: expect.any(Number) });
  expect((JSON.parse(again.stdout.split('\n')[0]!) as { from: number }).from).toBeGreaterThan(0);
  analyze(whole, path);
  for (const name of ['frames.csv', 'frames.parquet', 'voice.csv', 'segments.json']) {
    expect(readFileSync(join(out, 'card', name)).equals(readFileSync(join(whole, 'card', name))), name).toBe(true);
  }
});

test('config init writes a file that analyze takes, with a schema beside it', () => {
  const folder = newFolder();
  const file = join(folder, 'run.json');
  expect(affekt('config', 'init', file, '--preset', 'fast').status).toBe(0);
  expect(JSON.parse(affekt('config', 'show', '--config', file).stdout)).toMatchObject({ video: { fps: 5 } });
  expect(JSON.parse(readFileSync(join(folder, 'run.schema.json'), 'utf8'))).toMatchObject({ type: 'object', additionalProperties: false });
  expect(affekt('config', 'init', file).status).toBe(2);
});

test('doctor says what works here and what does not, by trying', () => {
  const { findings } = JSON.parse(affekt('doctor', '--json').stdout) as { findings: { part: string; state: string; detail: string }[] };
  expect(findings.find(({ part }) => part === 'cpu')).toMatchObject({ state: 'ok', detail: expect.stringMatching(/test inference ran there in/) });
  expect(findings.find(({ part }) => part === 'ffmpeg')).toMatchObject({ state: 'ok' });
  expect(affekt('doctor', '--device', 'coreml').status).toBe(4);
});

test.each(['bash', 'zsh'])('the completion script for %s is valid and knows commands and options', (shell) => {
  const { stdout } = affekt('completion', shell);
  const probe = `${stdout}\nCOMP_WORDS=(affekt models g); COMP_CWORD=2; _affekt; echo "\${COMPREPLY[@]}"; COMP_WORDS=(affekt analyze x.mp4 --f); COMP_CWORD=3; _affekt; echo "\${COMPREPLY[@]}"`;
  if (shell === 'zsh') expect(stdout).toMatch(/bashcompinit/);
  else expect(execFileSync('bash', ['-c', probe], { encoding: 'utf8' })).toBe('get\n--fps\n');
});

test('every command has help', () => {
  for (const command of [[], ['analyze'], ['models'], ['models', 'get'], ['doctor'], ['config'], ['completion']]) {
    const { status, stdout } = affekt(...command, '--help');
    expect([status, stdout.includes('Usage:')], command.join(' ')).toEqual([0, true]);
  }
});

test('the same command gives the same bytes twice', () => {
  const path = testCard();
  const folders = [newFolder(), newFolder()];
  for (const folder of folders) analyze(folder, path);
  for (const name of ['frames.csv', 'frames.parquet', 'voice.csv', 'segments.json', 'columns.json']) {
    expect(readFileSync(join(folders[0]!, 'card', name)).equals(readFileSync(join(folders[1]!, 'card', name))), name).toBe(true);
  }
  rmSync(folders[0]!, { recursive: true });
});
