import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSpeechEncoder } from '../../../extractors/audio/encoders/open-speech-encoder.ts';
import { readBuiltModel } from '../../../extractors/models/read-built-model.ts';
import { buildEncoder } from '../../../plugins/build-encoder/build-encoder.ts';
import { readConvolutionSpec } from '../../../plugins/build-encoder/speech/convolution-spec.ts';
import { slopesOf } from '../../../plugins/build-encoder/speech/linear-bias.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { temporaryFolder } from '../../extractors/models/temporary-folder.ts';
import { farthest } from './run-encoder.ts';
import { noise } from './tiny-checkpoint.ts';

/** What `golden/make_emotion2vec.py` recorded of FunASR's own class. */
interface Recorded {
  readonly input: readonly [1, number];
  readonly states: readonly number[];
  readonly logits?: readonly number[];
  /** What its `inference` says of a sound. */
  readonly sound: { readonly labels: readonly string[]; readonly scores: readonly number[]; readonly feats: readonly number[] };
}

const GOLDEN = join(import.meta.dirname, 'golden', 'emotion2vec');
/** Of states up to 3. */
const TOLERANCE = 1e-5;

let runtime: Runtime;
beforeAll(async () => {
  runtime = await openRuntime({ device: 'cpu', workers: 1 });
});
afterAll(() => runtime[Symbol.asyncDispose]());

async function checkpoint(name: 'classes' | 'plain') {
  const folder = await temporaryFolder();
  await cp(join(GOLDEN, name), join(folder, name), { recursive: true });
  const change = async (file: string, from: string | RegExp, to: string) => writeFile(join(folder, name, file), (await readFile(join(folder, name, file), 'utf8')).replace(from, to));
  return { path: join(folder, name), change, build: () => buildEncoder(join(folder, name), { out: join(folder, 'out') }), left: () => readdir(folder) };
}

async function record(name: string): Promise<Recorded> {
  return JSON.parse(await readFile(join(GOLDEN, name, 'record.json'), 'utf8')) as Recorded;
}

test.each(['classes', 'plain'] as const)('emotion2vec (%s) built from its checkpoint gives the states of FunASR’s class, all of them', async (name) => {
  const { path } = await (await checkpoint(name)).build();
  const { input, states, logits } = await record(name);
  await using session = await runtime.open(path, { name: 'tiny' });
  const outputs = await session.run({ input_values: { type: 'float32', dims: input, data: noise('input', input[1]) } });
  const given = outputs.hidden_states!.data as Float32Array;
  expect(farthest(states, given)).toBeLessThan(TOLERANCE);
  const last = outputs.last_hidden_state!.data as Float32Array;
  expect(last).toEqual(given.slice(-last.length));
  if (logits === undefined) expect(outputs).not.toHaveProperty('logits');
  else expect(farthest(logits, outputs.logits!.data as Float32Array)).toBeLessThan(TOLERANCE);
});

test.each(['classes', 'plain'] as const)('rows and classes of a sound are those of FunASR’s inference (%s)', async (name) => {
  const { path } = await (await checkpoint(name)).build();
  const { input, sound } = await record(name);
  const model = await readBuiltModel(path);
  await using encoder = openSpeechEncoder({ session: await runtime.open(path, { name: 'tiny' }), model }, 'last');
  const encoded = await encoder.encode({ time: 0, sampleRate: 16_000, samples: noise('sound', input[1]) });
  expect(farthest(sound.feats, encoded!.values)).toBeLessThan(TOLERANCE);
  const emotions = encoded!.emotions ?? {};
  expect(farthest(sound.scores, Object.values(emotions))).toBeLessThan(1e-6);
  expect(Object.keys(emotions)).toEqual(name === 'classes' ? ['angry', 'happy', 'unknown'] : []);
});

test('the card names classes as tokens.txt does, in English, and says that sound is normalised as a whole', async () => {
  const { card, facts } = await (await checkpoint('classes')).build();
  expect(card).toMatchObject({ output: { names: ['logits', 'last_hidden_state', 'hidden_states'], labels: ['angry', 'unuse_0', 'happy', 'unknown'], activation: 'logits' } });
  expect(card).toMatchObject({ speech: { input: { kind: 'waveform', normalise: { epsilon: 1e-5 } }, chunk: { seconds: 30, padding: 'none' }, dimensions: 12, layers: ['last', 'last-four-sum'] } });
  expect(facts).toMatchObject({ layers: 3, rows: { hop: 5 * 2 * 2 * 2, field: 10 + (3 - 1) * 5 + (3 - 1) * 10 + (2 - 1) * 20 } });
});

test.each<[string, readonly [file: string, from: RegExp | string, to: string], RegExp]>([
  ['another net of FunASR', ['config.yaml', 'model: Emotion2vec', 'model: Paraformer'], /is of the model type "paraformer", and these can be built: /],
  ['norms before layers', ['config.yaml', 'layer_norm_first: false', 'layer_norm_first: true'], /config\.yaml has `layer_norm_first`, which cannot be built here/],
  ['norms without weights', ['config.yaml', 'norm_affine: true', 'norm_affine: false'], /`norm_affine`/],
  ['a learned bias', ['config.yaml', 'learned_alibi: false', 'learned_alibi: true'], /has `learned_alibi`/],
  ['attention without a bias', ['config.yaml', 'use_alibi_encoder: true', 'use_alibi_encoder: false'], /has no `use_alibi_encoder`/],
  ['a bias of fewer heads', ['config.yaml', 'num_alibi_heads: 3', 'num_alibi_heads: 2'], /`num_alibi_heads` other than `num_heads`/],
  ['a norm before positions', ['config.yaml', 'conv_pos_pre_ln: false', 'conv_pos_pre_ln: true'], /`conv_pos_pre_ln`/],
  ['a layer too many', ['config.yaml', 'depth: 3', 'depth: 4'], /has no tensor "d2v_model\.blocks\.3\.attn\.qkv\.weight"/],
  ['a program in place of convolutions', ['config.yaml', /feature_encoder_spec: .*/, 'feature_encoder_spec: print(1)'], /`feature_encoder_spec` "print\(1\)", which is no sum of lists/],
  ['a setting that is missing', ['config.yaml', /embed_dim: .*/, ''], /config\.yaml: model_conf\.embed_dim: .*expected number/],
  ['what is no YAML', ['config.yaml', 'model: Emotion2vec', 'model: ['], /config\.yaml: is not YAML/],
  ['fewer names than classes', ['tokens.txt', '开心/happy\n', ''], /tokens\.txt: names 3 classes, and the net tells 4\. Copy tokens\.txt again/],
])('%s is refused by name, and nothing is left', async (_, [file, from, to], message) => {
  const { build, change, left } = await checkpoint('classes');
  await change(file, from, to);
  await expect(build()).rejects.toThrow(message);
  expect(await left()).toEqual(['classes']);
});

test('a net with classes and without tokens.txt is told what it lacks', async () => {
  const { path, build } = await checkpoint('classes');
  await rm(join(path, 'tokens.txt'));
  await expect(build()).rejects.toThrow(/tokens\.txt: cannot be read, and it names the 4 classes that the net tells/);
});

test('the weights are the file that configuration.json names, and it lies beside it', async () => {
  const { build, change } = await checkpoint('plain');
  await change('configuration.json', 'emotion2vec_tiny.pt', 'other.pt');
  await expect(build()).rejects.toThrow(/other\.pt: cannot be opened/);
  await change('configuration.json', 'other.pt', '../other.pt');
  await expect(build()).rejects.toThrow(/configuration\.json: file_path_metas\.init_param: is not the name of a file beside it/);
});

test('convolutions are read from a sum of lists, repeated or not', () => {
  expect(readConvolutionSpec('', '[(512, 10, 5)] + [(512, 3, 2)] * 4 + [(512,2,2)] + [(512,2,2)]')).toEqual({ channels: Array(7).fill(512), kernels: [10, 3, 3, 3, 3, 2, 2], strides: [5, 2, 2, 2, 2, 2, 2] });
  expect(readConvolutionSpec('', '[(4, 3, 2), (5, 2, 1)] * 2')).toEqual({ channels: [4, 5, 4, 5], kernels: [3, 2, 3, 2], strides: [2, 1, 2, 1] });
});

test('twelve heads have the slopes of eight, and every other one of sixteen', () => {
  const exponents = [1, 2, 3, 4, 5, 6, 7, 8, 0.5, 1.5, 2.5, 3.5];
  expect(farthest(slopesOf(12), exponents.map((exponent) => 2 ** -exponent))).toBeLessThan(1e-12);
});
