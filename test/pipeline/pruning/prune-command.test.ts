import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { toWav } from '../../../pipeline/noise/wav-file.ts';
import type { PruneReport } from '../../../plugins/block-influence/prune-report.ts';
import { SPEECH_ENCODERS } from '../../../extractors/models/registry/speech-encoders.ts';
import { readMetadata } from '../../../runtime/onnx/read-metadata.ts';
import { readDocument } from '../../../runtime/onnx/surgery/read-document.ts';
import { writeDocument } from '../../../runtime/onnx/surgery/write-document.ts';
import { FOLDER, NETS } from '../../runtime/onnx/residual/nets.ts';
import { newFolder, runCommand } from '../run-command.ts';

const TEXT = join(import.meta.dirname, '../../extractors/text/encoders/golden/bert.onnx');
const SPEECH = join(import.meta.dirname, '../../extractors/audio/encoders/golden/hubert-layer.onnx');
const net = (name: string) => join(FOLDER, name);
const reportOf = (out: string) => JSON.parse(out) as PruneReport;

beforeEach(() => void vi.stubEnv('AFFEKT_MODELS', newFolder()));

test('measures the layers of a net on arrays, and leaves padding out', async () => {
  const { code, out } = await runCommand(['prune', net('llama.onnx'), '--inputs', net('llama.npz'), '--json']);
  expect(code).toBe(0);
  const { blocks, order, removed, tokens } = reportOf(out);
  blocks.forEach(({ influence }, block) => expect(influence).toBeCloseTo(NETS.llama!.influence[block]!, 5));
  expect([order[0], removed, tokens]).toEqual([2, [], 9]);
});

test('a class token is scored apart from the patches', async () => {
  const { out } = await runCommand(['prune', net('vit.onnx'), '--inputs', net('vit.npz'), '--json']);
  const { blocks } = reportOf(out);
  const whole = NETS.vit!.influence;
  expect(blocks.some(({ influence }, block) => Math.abs(influence - whole[block]!) > 1e-3)).toBe(true);
});

test('removes layers, says which are left, and writes the same bytes again', async () => {
  const out = join(newFolder(), 'new', 'small.onnx');
  const run = () => runCommand(['prune', net('llama.onnx'), '--inputs', net('llama.npz'), '--layers', '2', '-o', out, '-q']);
  expect(await run()).toMatchObject({ code: 0 });
  expect(await readMetadata(out)).toEqual({ 'affekt.layers': '{"original":4,"kept":[0,1]}' });
  const [bytes, report] = [readFileSync(out), readFileSync(`${out}.pruning.json`, 'utf8')];
  expect(reportOf(report).removed).toEqual([2, 3]);
  await run();
  expect(readFileSync(out).equals(bytes)).toBe(true);
  expect(readFileSync(`${out}.pruning.json`, 'utf8')).toBe(report);
});

test('goes on as long as the features stay alike, and refuses what is not', async () => {
  const out = join(newFolder(), 'small.onnx');
  const { code, out: table } = await runCommand(['prune', net('llama.onnx'), '--inputs', net('llama.npz'), '--keep-quality', '0.99', '-o', out, '-q']);
  expect(code).toBe(0);
  expect(table).toMatch(/removed 2 of 4; 25\.0 % of the blocks’ parameters; cosine of the features to those of the whole 1\.00000/);
  const refused = await runCommand(['prune', net('llama.onnx'), '--inputs', net('llama.npz'), '--layers', '3', '--keep-quality', '0.99', '-o', `${out}.2`]);
  expect(refused.code).toBe(2);
  expect(refused.messages).toMatch(/without the layers 1, 2, 3 its features have a cosine of 0\.\d{4} to those of the whole, less than the 0\.99 wanted\. Remove fewer layers/);
  expect(existsSync(`${out}.2`)).toBe(false);
});

test('a speech encoder is fed with clips by its card, and works as before when it is imported', async () => {
  const folder = newFolder();
  const clip = join(folder, 'a.wav');
  writeFileSync(clip, toWav(Int16Array.from({ length: 16_000 }, (_, i) => Math.round(3000 * Math.sin(i / 9) + 500 * Math.sin(i / 2))), 16_000));
  const out = join(folder, 'small.onnx');
  expect(await runCommand(['prune', SPEECH, '--as', 'wavlm-base', '--clips', clip, '--layers', '1', '-o', out, '-q'])).toMatchObject({ code: 0 });
  expect(readFileSync(out).length).toBeLessThan(0.85 * readFileSync(SPEECH).length);
  expect(await runCommand(['prune', out, '--as', 'wavlm-base', '--clips', clip, '--json'])).toMatchObject({ code: 0, out: expect.stringMatching(/"original": 3/) as string });
});

test('a net that says what it is needs no name, and features of it tell what was removed', async () => {
  const folder = newFolder();
  const [clip, whole, small] = [join(folder, 'a.wav'), join(folder, 'whole.onnx'), join(folder, 'small.onnx')];
  writeFileSync(clip, toWav(Int16Array.from({ length: 8000 }, (_, i) => Math.round(3000 * Math.sin(i / 9))), 16_000));
  const wide = SPEECH_ENCODERS['wavlm-base'];
  const card = JSON.stringify({ ...wide, speech: { ...wide.speech, dimensions: 16 } });
  await writeDocument({ ...(await readDocument(SPEECH)), metadata: { 'affekt.card': card } }, whole);
  expect(await runCommand(['prune', whole, '--clips', clip, '--layers', '1', '-o', small, '-q'])).toMatchObject({ code: 0 });
  const extracted = await runCommand(['extract', clip, '-f', small, '--layers', 'last-four-sum', '-o', join(folder, 'out')]);
  expect(extracted).toMatchObject({ code: 0, messages: expect.stringMatching(/lacks layer \d of its net: the state behind a layer that was removed is the state before it/) as string });
});

test('a net that has rows of its own before those of the sound is measured with them', async () => {
  const folder = newFolder();
  const clip = join(folder, 'a.wav');
  writeFileSync(clip, toWav(Int16Array.from({ length: 16_000 }, (_, i) => Math.round(3000 * Math.sin(i / 9))), 16_000));
  await runCommand(['models', 'build', 'encoder', join(import.meta.dirname, '../../plugins/build-encoder/golden/emotion2vec/classes'), '--out', folder]);
  const { code, out } = await runCommand(['prune', join(folder, 'classes.onnx'), '--clips', clip, '--layers', '1', '-o', join(folder, 'small.onnx'), '--json']);
  expect(code).toBe(0);
  expect(reportOf(out)).toMatchObject({ tokens: Math.floor((16_000 - 60) / 40) + 1 + 2, removed: [expect.any(Number)] });
});

test('a text encoder is fed with lines and transcripts, with the tokeniser in its file', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'a.txt'), 'I am so happy\n\nThis is long, and says nothing at all.\n');
  writeFileSync(join(folder, 'b.srt'), '1\n00:00:00,000 --> 00:00:01,000\nWell, well.\n');
  const { code, out } = await runCommand(['prune', TEXT, '--clips', join(folder, 'a.txt'), join(folder, 'b.srt')]);
  expect(code).toBe(0);
  expect(out).toMatch(/^5 blocks, post-norm: .*\nmeasured over \d+ tokens of 1 run\n/);
});

test.each([
  ['a file that is no ONNX', ['MODEL', '--inputs', net('llama.npz')], /broken\.onnx: it is no ONNX file, or not a whole one: .*\. Copy or export the file again/],
  ['no such file', [join(FOLDER, 'gone.onnx'), '--inputs', net('llama.npz')], /gone\.onnx: it cannot be read\. Check the path/],
  ['inputs of another model', [net('vit.onnx'), '--inputs', net('llama.npz')], /llama\.npz: it has no array "pixel_values", which the model takes; it has input_ids, attention_mask/],
  ['more layers than there are', [net('llama.onnx'), '--inputs', net('llama.npz'), '--layers', '4', '-o', 'x.onnx'], /4 layers are to go, and of its 4 no more than 3 can/],
  ['clips for a model that is not known', [net('vit.onnx'), '--clips', FOLDER], /it takes pixel_values \[1, 3, 8, 8\], and it is not known how a clip becomes that\. Say which known model/],
  ['nothing to measure on', [net('vit.onnx')], /give either --clips or --inputs/],
  ['no place for the result', [net('vit.onnx'), '--inputs', net('vit.npz'), '--layers', '1'], /--out FILE is missing/],
  ['a cosine that is none', [net('vit.onnx'), '--keep-quality', '2'], /above 0 and at most 1/],
  ['boundaries that are not there', [net('vit.onnx'), '--inputs', net('vit.npz'), '--boundaries', 'a', 'b'], /it has no value "a"/],
])('%s: one clear error', async (_, args, message) => {
  const broken = join(newFolder(), 'broken.onnx');
  writeFileSync(broken, readFileSync(net('vit.onnx')).subarray(0, 20_000));
  const { code, messages } = await runCommand(['prune', ...args.map((arg) => (arg === 'MODEL' ? broken : arg))]);
  expect(code).toBe(2);
  expect(messages).toMatch(message);
});

test('taps of a net that gives no hidden states, and weights in fewer bits', async () => {
  const [tapped, half] = [join(newFolder(), 'tapped.onnx'), join(newFolder(), 'half.onnx')];
  expect(await runCommand(['models', 'tap', net('llama.onnx'), '-o', tapped])).toMatchObject({ code: 0, out: `${tapped}\n`, messages: expect.stringMatching(/hidden_states holds the states 1, 2, 3, 4/) as string });
  expect((await runCommand(['models', 'tap', net('llama.onnx'), '-o', tapped, '--layers', '7'])).messages).toMatch(/state 7 is wanted, and it has 0 to 4/);
  const converted = await runCommand(['models', 'convert', SPEECH, '--to', 'fp16', '-o', half]);
  expect(converted).toMatchObject({ code: 0, out: `${half}\n` });
  expect(readFileSync(half).length).toBeLessThan(readFileSync(SPEECH).length);
});
