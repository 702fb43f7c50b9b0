import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeNpy } from '../../../datasets/features/npy/decode-npy.ts';
import { toWav } from '../../../pipeline/noise/wav-file.ts';
import golden from '../../plugins/baichuan-m1/golden/decoders.json' with { type: 'json' };
import { writeTinyTokenizer } from '../../plugins/baichuan-m1/tiny-tokenizer.ts';
import { writeTinyCheckpoint } from '../../plugins/baichuan-m1/tiny-weights.ts';
import { runCommand } from '../run-command.ts';

const root = mkdtempSync(join(tmpdir(), 'affekt-write-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const [tiny, built] = [join(root, 'tiny'), join(root, 'built')];

beforeAll(async () => {
  writeTinyCheckpoint(tiny, golden.families.qwen2);
  writeTinyTokenizer(tiny);
  const { code, out } = await runCommand(['models', 'build', 'decoder', tiny, '--out', built, '--taps', 'last-four']);
  expect({ code, out }).toEqual({ code: 0, out: `decoder\t${join(built, 'model.onnx')}\n` });
});

test('a decoder goes on with a prompt as its reference does', async () => {
  const { code, out, messages } = await runCommand(['generate', built, '--raw', '--prompt', ':j]-b', '-n', '8']);
  expect({ code, out }).toEqual({ code: 0, out: 'y0c2:byd\n' }); // 32, 34, 10, 36, 5, 9, 32, 11: `continued` of the reference
  expect(messages).toMatch(/^5 tokens read, 8 written, [0-9.]+ s; cut at --max-tokens\n$/);
});

test('an answer by a schema is JSON, drawn alike by the same seed', async () => {
  const schema = join(root, 'schema.json');
  writeFileSync(schema, JSON.stringify({ type: 'object', properties: { label: { enum: ['joy', 'fear'] } } }));
  const write = async (seed: string) => (await runCommand(['generate', built, '-p', 'how is she', '--schema', schema, '-t', '1', '--seed', seed])).out;
  const [first, again] = [await write('4'), await write('4')];
  expect(first).toBe(again);
  expect(['joy', 'fear']).toContain((JSON.parse(first) as { label: string }).label);
});

test('a decoder reads transcripts into features, a row for each token', async () => {
  writeFileSync(join(root, 'a.wav'), toWav(Int16Array.from({ length: 16_000 }, (_, i) => i % 100), 16_000));
  writeFileSync(join(root, 'a.srt'), '1\n00:00:00,100 --> 00:00:00,900\ni am sad.\n');
  const { code } = await runCommand(['extract', join(root, 'a.wav'), '-f', join(built, 'model.onnx'), '--layers', 'last', '--level', 'frame', '--format', 'npy', '-o', join(root, 'features')]);
  expect(code).toBe(0);
  const path = join(root, 'features', 'built-last-FRA', 'a.npy');
  expect(decodeNpy(readFileSync(path), path).shape).toEqual(['i am sad.'.length, 32]);
});

test.each([
  [['generate', built], '--prompt: there is nothing to answer'],
  [['generate', join(root, 'nothing'), '-p', 'x'], 'nothing/model.onnx: it is not there. Build one with'],
  [['generate', built, '-p', 'x', '--schema', join(root, 'none.json')], 'none.json: it cannot be read. Check the path.'],
  [['generate', built, '-p', 'x', '--top-p', '2'], 'It must be a number from'],
  [['generate', built, '-p', 'a'.repeat(80)], 'tokens, and the model was made for 64 with the answer. Shorten the text'],
  [['models', 'build', 'decoder', root], 'config.json: it cannot be read. Give the folder of a checkpoint'],
  [['models', 'build', 'decoder', tiny, '--taps', '9'], 'taps: 9 is none of the hidden states of this model, which go from 0 to 3.'],
])('%j is refused in one sentence', async (words, message) => {
  const { code, messages } = await runCommand(words);
  expect(messages).toContain(message);
  expect(code).toBe(2);
});
