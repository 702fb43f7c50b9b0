import { globSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildEncoder } from '../../../plugins/build-encoder/build-encoder.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { temporaryFolder } from '../../extractors/models/temporary-folder.ts';
import { alignStates, farthest, runEncoder } from './run-encoder.ts';
import { readGolden, tinyWeights, writeTiny, type TinyChanges } from './tiny-checkpoint.ts';

/** Of states up to 4. */
const TOLERANCE = 1e-5;
const NETS = globSync('golden/*.json', { cwd: import.meta.dirname }).map((path) => basename(path, '.json')).filter((name) => name !== 'buckets' && name !== 'wordpiece').sort();

let runtime: Runtime;
beforeAll(async () => {
  runtime = await openRuntime({ device: 'cpu', workers: 1 });
});
afterAll(() => runtime[Symbol.asyncDispose]());

async function build(name: string, changes: TinyChanges = {}, weights: 'fp32' | 'fp16' = 'fp32') {
  const folder = await temporaryFolder();
  const golden = await writeTiny(name, join(folder, name), changes);
  return { golden, built: await buildEncoder(join(folder, name), { out: join(folder, 'out'), weights }) };
}

test.each(NETS)('%s built from its checkpoint gives the hidden states of PyTorch, all of them', async (name) => {
  const { golden, built } = await build(name);
  const outputs = await runEncoder(runtime, built, golden);
  const { expected, given } = alignStates(golden, outputs.hidden_states!);
  expect(farthest(expected, given)).toBeLessThan(TOLERANCE);
  const last = outputs.last_hidden_state!.data as Float32Array;
  expect(last).toEqual((outputs.hidden_states!.data as Float32Array).slice(-last.length));
  if (golden.embedding !== undefined) expect(farthest(golden.embedding, outputs.embedding!.data as Float32Array)).toBeLessThan(TOLERANCE);
});

const OLD_NAMES = { 'parametrizations.weight.original0': 'weight_g', 'parametrizations.weight.original1': 'weight_v', 'LayerNorm.weight': 'LayerNorm.gamma', 'LayerNorm.bias': 'LayerNorm.beta' };
const toOld = (tensor: string) => Object.entries(OLD_NAMES).reduce((name, [now, before]) => name.replace(now, before), tensor);

test.each([
  ['hubert', (tensor: string) => toOld(`hubert.${tensor}`)],
  ['wavlm', toOld],
  ['bert', (tensor: string) => toOld(`bert.${tensor}`)],
  ['xlm-roberta', (tensor: string) => `roberta.${tensor}`],
  ['whisper', (tensor: string) => `model.${tensor}`],
  ['dinov2', (tensor: string) => `dinov2.${tensor}`],
])('%s is the same where its tensors go by older names, or by those of a larger model', async (name, rename) => {
  const [now, before] = [await build(name), await build(name, { rename })];
  const states = async ({ built, golden }: typeof now) => (await runEncoder(runtime, built, golden)).hidden_states!.data;
  expect(await states(before)).toEqual(await states(now));
});

test('weights in 16 bits take half of the space, and change rows by no more than rounding does', async () => {
  const [whole, half] = [await build('whisper'), await build('whisper', {}, 'fp16')];
  const { expected, given } = alignStates(half.golden, (await runEncoder(runtime, half.built, half.golden)).hidden_states!);
  expect(whole.built.bytes - half.built.bytes).toBeGreaterThan(0.9 * 2 * 16 * 80 * 3); // Of the one tensor that is large enough
  expect(farthest(expected, given)).toBeGreaterThan(TOLERANCE);
  expect(farthest(expected, given)).toBeLessThan(2e-3);
});

test('audEERING’s net also gives arousal, dominance and valence of the mean of its rows', async () => {
  const more = { 'classifier.dense.weight': [16, 16], 'classifier.dense.bias': [16], 'classifier.out_proj.weight': [3, 16], 'classifier.out_proj.bias': [3] };
  const rename = (tensor: string) => (tensor.startsWith('classifier') ? tensor : `wav2vec2.${tensor}`);
  const { golden, built } = await build('wav2vec2-large', { more, rename, config: { architectures: ['Wav2Vec2ForSpeechClassification'] } });
  const { last_hidden_state: last, logits } = await runEncoder(runtime, built, golden);
  const weights = tinyWeights(more);
  const through = (x: readonly number[], name: string) => Array.from(weights[`${name}.bias`]!.data as Float32Array, (bias, row) => x.reduce((sum, value, i) => sum + value * (weights[`${name}.weight`]!.data as Float32Array)[row * 16 + i]!, bias));
  const rows = last!.data.length / 16;
  const mean = Array.from({ length: 16 }, (_, i) => Array.from({ length: rows }, (_row, row) => last!.data[row * 16 + i] as number).reduce((sum, value) => sum + value / rows, 0));
  expect(farthest(through(through(mean, 'classifier.dense').map(Math.tanh), 'classifier.out_proj'), logits!.data as Float32Array)).toBeLessThan(TOLERANCE);
  expect(built.card).toMatchObject({ output: { names: ['last_hidden_state', 'hidden_states', 'logits'] }, speech: { affect: { arousal: 0, dominance: 1, valence: 2 } } });
});

test('of a whole CLIP the vision tower is built', async () => {
  const { config } = await readGolden('clip');
  const { golden, built } = await build('clip', { config: { model_type: 'clip', vision_config: config, projection_dim: 8, text_config: {} } });
  expect(farthest(golden.embedding!, (await runEncoder(runtime, built, golden)).embedding!.data as Float32Array)).toBeLessThan(TOLERANCE);
});

test('the same checkpoint gives the same bytes', async () => {
  const [one, other] = [await build('wavlm'), await build('wavlm')];
  expect(one.built.sha256).toBe(other.built.sha256);
});

test('the rows of a net on sound follow from its convolutions, and its preprocessor says whether sound is normalised', async () => {
  const { card, facts } = (await build('hubert')).built;
  expect(facts).toMatchObject({ rows: { hop: 5 * 2 * 2, field: 10 + (3 - 1) * 5 + (2 - 1) * 10 } });
  expect(card).toMatchObject({ task: 'speech-encoder', speech: { input: { kind: 'waveform', normalise: { epsilon: 1e-7 } }, dimensions: 16, layers: ['last', 'last-four-sum'] } });
});

test.each<[string, string, TinyChanges, RegExp]>([
  ['an unknown kind', 'bert', { config: { model_type: 'reformer' } }, /is of the model type "reformer", and these can be built: bert, roberta/],
  ['a missing tensor', 'hubert', { without: ['encoder.layers.1.attention.k_proj.weight'] }, /has no tensor "encoder\.layers\.1\.attention\.k_proj\.weight"/],
  ['a tensor of another shape', 'vit', { config: { hidden_size: 32 } }, /"embeddings\.patch_embeddings\.projection\.bias" of shape \[16\], and \[32\] is wanted/],
  ['a number that is none', 'wavlm', { config: { num_hidden_layers: 'three' } }, /config\.json: num_hidden_layers: .*expected/],
  ['an activation that is not known', 'clip', { config: { hidden_act: 'mish' } }, /config\.json: .*hidden_act/],
  ['relative positions', 'bert', { config: { position_embedding_type: 'relative_key' } }, /"relative_key", and "absolute" can be built/],
  ['an adapter', 'wav2vec2', { config: { add_adapter: true } }, /`add_adapter`, which cannot be built here/],
  ['a tokeniser of another net', 'electra', { config: { vocab_size: 8 } }, /tokenizer\.json: has a token 15, and the net has tokens up to 7|shape \[24, 8\]/],
])('%s is refused by name, and nothing is left', async (_, name, changes, message) => {
  const folder = await temporaryFolder();
  await writeTiny(name, join(folder, name), changes);
  await expect(buildEncoder(join(folder, name), { out: join(folder, 'out') })).rejects.toThrow(message);
  expect(await readdir(folder)).toEqual([name]);
});

test.each([
  ['config.json', /config\.json: cannot be read\. Give the folder of a checkpoint/],
  ['preprocessor_config.json', /preprocessor_config\.json: cannot be read, and it says how the input of the net is made/],
  ['model.safetensors', /has neither model\.safetensors nor/],
])('a checkpoint without %s is told what it lacks', async (file, message) => {
  const folder = await temporaryFolder();
  await writeTiny('hubert', folder);
  await rm(join(folder, file));
  await expect(buildEncoder(folder, { out: join(folder, 'out') })).rejects.toThrow(message);
});

test.each([
  ['pytorch_model.bin', /pytorch_model\.bin: is no file that torch\.save of version 1\.6 or later has written\. .*save_pretrained/],
  ['tf_model.h5', /has its weights in tf_model\.h5, which is not read here\. .*save_pretrained/],
])('weights in a %s that cannot be read are refused with how to convert them', async (file, message) => {
  const folder = await temporaryFolder();
  await writeTiny('hubert', folder);
  await rm(join(folder, 'model.safetensors'));
  await writeFile(join(folder, file), '');
  await expect(buildEncoder(folder, { out: folder })).rejects.toThrow(message);
});

test('a stopped build leaves nothing', async () => {
  const folder = await temporaryFolder();
  await writeTiny('hubert', join(folder, 'hubert'));
  await expect(buildEncoder(join(folder, 'hubert'), { out: join(folder, 'out'), signal: AbortSignal.abort() })).rejects.toThrow('abort');
  expect(await readdir(join(folder, 'out'))).toEqual([]);
});
