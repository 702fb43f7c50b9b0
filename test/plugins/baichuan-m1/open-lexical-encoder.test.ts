import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { HiddenLayers } from '../../../extractors/encoders/hidden-layers.ts';
import { buildDecoder, type Taps } from '../../../plugins/baichuan-m1/build-decoder.ts';
import { openLexicalEncoder } from '../../../plugins/baichuan-m1/open-lexical-encoder.ts';
import { openGenerator } from '../../../plugins/baichuan-m1/generation/open-generator.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import golden from './golden/decoders.json' with { type: 'json' };
import { writeTinyTokenizer } from './tiny-tokenizer.ts';
import { writeTinyCheckpoint } from './tiny-weights.ts';

const root = mkdtempSync(join(tmpdir(), 'affekt-lexical-'));
const runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
afterAll(async () => {
  await generator[Symbol.asyncDispose]();
  await runtime[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});
writeTinyCheckpoint(join(root, 'tiny'), golden.families.qwen2);
writeTinyTokenizer(join(root, 'tiny'));
const build = async (name: string, taps: Taps) => (await buildDecoder(join(root, 'tiny'), { out: join(root, name), taps })).path;
const path = await build('four', 'last-four');
const generator = await openGenerator(path, { runtime });
const text = new TextDecoder().decode(Buffer.concat(golden.ids.map((id) => generator.tokenizer.bytes.get(id) ?? Buffer.from('</s>'))));
const { hidden } = golden.families.qwen2;

test.each<[HiddenLayers, number[]]>([['last', [3]], ['last-four-sum', [0, 1, 2, 3]]])('%s is made of the hidden states %j of the reference, a row for each token with its place in the text', async (layers, states) => {
  await using encoder = await openLexicalEncoder(path, { layers, runtime });
  const [encoded] = await encoder.encode([text]);
  const wanted = Array.from({ length: 32 }, (_, i) => states.reduce((sum, state) => sum + hidden[state]![i]!, 0));
  Array.from(encoded!.values.slice(-32)).forEach((value, i) => expect(Math.abs(value - wanted[i]!)).toBeLessThan(1e-4));
  expect(encoded).toMatchObject({ dimensions: 32, provenance: { encoder: 'four', checkpoint: 'qwen2', layers, longest: 64 }, notes: [] });
  expect(encoded!.tokens).toHaveLength(16);
  expect(Array.from(encoded!.offsets.slice(0, 4))).toEqual([0, 1, 1, 2]);
});

test('an empty text has no rows, and the end of a text that is too long is left out and told of', async () => {
  await using encoder = await openLexicalEncoder(path, { layers: 'last', runtime });
  const [none, long] = await encoder.encode(['', 'a'.repeat(70)]);
  expect(none).toBeUndefined();
  expect(long!.values).toHaveLength(64 * 32);
  expect(long!.notes).toEqual(['The last 6 of 70 tokens were left out: the net takes 64 with those around them.']);
});

test('a decoder that was built without the hidden states is refused', async () => {
  await expect(openLexicalEncoder(await build('one', 'last'), { layers: 'last-four-sum', runtime })).rejects.toMatchObject({ code: 'NO_STATES' });
});
