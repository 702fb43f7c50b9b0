import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { CommandContext } from '../../../pipeline/commands/context.ts';
import { datasetCommand } from '../../../pipeline/commands/dataset.ts';
import { exitCodeFor } from '../../../pipeline/exit-codes.ts';
import { corpusTree } from '../../datasets/corpus-tree.ts';
import { inBrowser, skipped, useBrowser } from '../browser.ts';

const browser = useBrowser();

/** Runs `affekt dataset …`. */
async function dataset(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  let code = 0;
  const context = { environment: {} as CommandContext['environment'], stdout, stderr, stop: new AbortController().signal, exit: (given: number) => void (code = given) };
  const command = datasetCommand(context);
  for (const each of [command, ...command.commands]) each.exitOverride().configureOutput({ writeErr: (text) => stderr.write(text), writeOut: (text) => stdout.write(text) });
  const error = await command.parseAsync(args, { from: 'user' }).then(() => undefined, (reason: unknown) => reason as Error);
  const read = (stream: PassThrough) => String((stream.read() as Buffer | null) ?? '');
  return { out: read(stdout), messages: read(stderr), code: error === undefined ? code : exitCodeFor(error), error };
}

/** A sound of a second under each of these names. */
async function sounds(...names: readonly string[]): Promise<string> {
  const root = await corpusTree([]);
  for (const name of names) spawnSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=frequency=220:duration=1:sample_rate=16000', join(root, name)]);
  return root;
}

test('the list names every corpus with its tasks and what can be renamed', async () => {
  const { out } = await dataset('list');
  expect(out).toMatch(/^ravdess: .*\n {2}--task {5}speech, song$/m);
  expect(out).toMatch(/^crema-d: [^]*--layout {3}votes = processedResults\/tabulatedVotes\.csv$/m);
  const { out: json } = await dataset('list', '--json');
  expect((JSON.parse(json) as { kind: string }[]).map(({ kind }) => kind)).toContain('aff-wild2');
});

test('a check writes counts beside the published ones, then what to do, and is fine with warnings', async () => {
  const root = await corpusTree(['wav/03a01Fa.wav', 'wav/03a01Wa.wav']);
  const { out, code } = await dataset('check', 'emodb', root);
  expect(code).toBe(0);
  expect(out).toMatch(/^all {4}clips +2 +535 +−533$/m);
  expect(out).toMatch(/^ +anger +1 +127 +−126$/m);
  expect(out).toMatch(/^warning \[count-mismatch\] .*: has 2 clips, and 535 are published\n {2}→ Unpack/m);
  expect(out).toMatch(/^0 errors, 1 warning, 0 notes\.$/m);
});

test('a strict check fails on warnings, and any check on errors', async () => {
  const root = await corpusTree(['wav/03a01Fa.wav']);
  expect((await dataset('check', 'emodb', root, '--strict')).code).toBe(2);
  expect((await dataset('check', 'emodb', root, '--media')).code).toBe(2);
});

test('a check as JSON has counts and findings', async () => {
  const { out } = await dataset('check', 'ravdess', await corpusTree(['03-01-02-01-01-01-01.wav']), '--json');
  expect(JSON.parse(out)).toMatchObject({ kind: 'ravdess', task: 'speech', counts: expect.arrayContaining([{ split: 'all', of: { class: 'calm' }, found: 1, published: 192, source: expect.any(String) }]), findings: [{ code: 'count-mismatch' }] });
});

test('many findings of one kind are cut short, with how many more there are', async () => {
  const { out } = await dataset('check', 'folder', await corpusTree(Array.from({ length: 8 }, (_, index) => `${index}.mp4`)), '--media');
  expect(out.match(/\[unreadable-media\]/g)).toHaveLength(5);
  expect(out).toContain('… and 3 more of unreadable-media; --json has all');
});

test('a preview tells labels, text and media', async () => {
  const { out } = await dataset('show', 'ravdess', await sounds('03-01-06-02-02-01-12.wav'));
  expect(out).toMatch(/^03-01-06-02-02-01-12\n {2}speaker {7}12\n {2}expression {4}fearful \(5\)\n {2}text, english “Dogs are sitting by the door”\n {2}facts {9}modality sound, .*\n {2}media {9}.*\(0:01\.0, sound 16 kHz\)$/m);
});

test('a preview as JSON is one object a clip', async () => {
  const { out } = await dataset('show', 'ravdess', await sounds('03-01-06-02-02-01-12.wav', '03-01-05-02-02-01-12.wav'), '--json', '-n', '1');
  expect(out.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)).toEqual([expect.objectContaining({ clip: '03-01-05-02-02-01-12', labels: { expression: 'angry' }, duration: 1 })]);
});

test.each([
  [['check', 'fer2013', '.'], /fer2013: is no corpus/],
  [['check', 'ravdess', '/nowhere'], /\/nowhere: does not exist/],
  [['check', 'ravdess', '.', '--layout', 'x'], /"x" is not of the form key=value/],
  [['check', 'ravdess', '.', '--task', 'x'], /its tasks are speech, song/],
  [['show', 'folder', 'test/pipeline/corpora'], /has no videos or sound files in it/],
  [['show', 'folder', '.', '-n', '0'], /It must be a whole number of at least 1/],
] as const)('%j ends with one clear error', async (args, message) => {
  const { error, code } = await dataset(...args);
  expect(error?.message).toMatch(message);
  expect(code).toBe(2);
});

inBrowser(`the page of a corpus opens without a complaint, asks for nothing, in light and dark${skipped}`, async () => {
  const root = await sounds('03-01-06-02-02-01-12.wav', '03-01-05-02-02-01-12.wav');
  const path = join(root, 'preview.html');
  expect((await dataset('show', 'ravdess', root, '--out', path)).messages).toContain(`page: ${path}`);
  const page = await browser.current.newPage({ colorScheme: 'dark' });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => complaints.push(...(request.url().startsWith('file:') || request.url().startsWith('data:') ? [] : [request.url()])));
  await page.goto(`file://${path}`);
  await expect.poll(() => page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
  expect(await page.locator('article.clip h3').allTextContents()).toEqual(['03-01-05-02-02-01-12', '03-01-06-02-02-01-12']);
  expect(await page.locator('.wave').count()).toBe(2);
  expect(complaints).toEqual([]);
  await page.close();
});

test('names of clips cannot put markup into a page', async () => {
  const root = await sounds('<img src=x onerror=alert(1)>.wav');
  const path = join(root, 'preview.html');
  await dataset('show', 'folder', root, '--out', path);
  expect(await readFile(path, 'utf8')).not.toContain('<img src=x');
});
