import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readDecoderShape } from '../../../../plugins/baichuan-m1/config/read-decoder-shape.ts';

const folder = mkdtempSync(join(tmpdir(), 'affekt-shape-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const M1 = { model_type: 'baichuan_m1', vocab_size: 133120, hidden_size: 5120, intermediate_size: 17408, num_hidden_layers: 40, num_attention_heads: 20, num_key_value_heads: 2, num_swa_attention_heads: 40, num_swa_key_value_heads: 8, sliding_window: 8192, sliding_window_layers: [1, 3, 5], conv_window: 2, hidden_act: 'silu', max_position_embeddings: 32768, rms_norm_eps: 1e-6, rope_theta: 1e6 };
const LLAMA = { ...M1, model_type: 'llama', num_attention_heads: 40 };

function read(config: unknown) {
  writeFileSync(join(folder, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
  return readDecoderShape(folder);
}

test('layers of Baichuan-M1 with a window have heads of their own', async () => {
  const { layers, normHead, tied } = await read(M1);
  expect(layers.slice(0, 2)).toEqual([{ heads: 20, kvHeads: 2, headDim: 256 }, { heads: 40, kvHeads: 8, headDim: 128, window: 8192 }]);
  expect({ normHead, tied, count: layers.length }).toEqual({ normHead: true, tied: false, count: 40 });
});

test('layers of Qwen2 have a window from `max_window_layers` on, where it is used at all', async () => {
  const qwen2 = { ...LLAMA, model_type: 'qwen2', max_window_layers: 38 };
  const windows = async (used: boolean) => (await read({ ...qwen2, use_sliding_window: used })).layers.map(({ window }) => window);
  expect((await windows(true)).slice(36)).toEqual([undefined, undefined, 8192, 8192]);
  expect(new Set(await windows(false))).toEqual(new Set([undefined]));
});

test('frequencies are divided where the configuration says so, in the words of old and new files', async () => {
  const plain = (await read(LLAMA)).frequencies(128);
  expect([plain[0], plain[63]]).toEqual([1, 1e6 ** (-126 / 128)]);
  for (const scaling of [{ rope_scaling: { type: 'linear', factor: 4 } }, { rope_parameters: { rope_type: 'linear', factor: 4, rope_theta: 1e6 }, rope_theta: undefined }]) expect((await read({ ...LLAMA, ...scaling })).frequencies(128)[63]).toBe(plain[63]! / 4);
});

test.each([
  ['an architecture that is not known', { ...M1, model_type: 'falcon' }, 'UNKNOWN_ARCHITECTURE', 'its `model_type` is "falcon", and baichuan_m1, llama, mistral, qwen2, qwen3 are known'],
  ['an architecture with a name of JavaScript', { ...M1, model_type: 'constructor' }, 'UNKNOWN_ARCHITECTURE', '"constructor"'],
  ['no architecture', {}, 'UNKNOWN_ARCHITECTURE', 'its `model_type` is ""'],
  ['another convolution', { ...M1, conv_window: 3 }, 'UNKNOWN_ARCHITECTURE', 'its `conv_window` is 3'],
  ['another activation', { ...LLAMA, hidden_act: 'gelu' }, 'UNKNOWN_ARCHITECTURE', 'its `hidden_act` is "gelu"'],
  ['a scaling that is not known', { ...LLAMA, rope_scaling: { rope_type: 'yarn', factor: 4 } }, 'UNKNOWN_ARCHITECTURE', 'scaled by "yarn"'],
  ['a scaling without its factor', { ...LLAMA, rope_scaling: { rope_type: 'linear' } }, 'BAD_CONFIG', 'without `factor`'],
  ['fields that are wrong, all at once', { ...LLAMA, hidden_size: -1, vocab_size: 'x' }, 'BAD_CONFIG', /`vocab_size`.*`hidden_size`/],
  ['heads that do not fit', { ...LLAMA, num_key_value_heads: 3 }, 'BAD_CONFIG', '40 heads cannot share 3 heads'],
  ['heads of a broken size', { ...LLAMA, hidden_size: 5121 }, 'BAD_CONFIG', 'no even number'],
  ['a file that is not JSON', '{', 'BAD_CONFIG', 'it is not JSON'],
] as const)('%s is refused', async (_, config, code, detail) => {
  await expect(read(config)).rejects.toMatchObject({ code, message: (detail instanceof RegExp ? expect.stringMatching(detail) : expect.stringContaining(detail)) as string });
});

test('a folder without config.json is refused', async () => {
  await expect(readDecoderShape(join(folder, 'none'))).rejects.toMatchObject({ code: 'NO_CONFIG', message: expect.stringContaining('config.json: it cannot be read') as string });
});
