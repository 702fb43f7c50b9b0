/**
 * What building a decoder takes: node test/bench/decoder-build.bench.ts [--layers N] [--width W] [--json]
 *
 * Writes a Llama-shaped checkpoint of random numbers in temporary shards of a layer each, builds it in processes of their own as fp32 and int4, and compares the logits of both files.
 * Memory is the most that the process ever held, less what it held before. Exits with 1 when it is more than budgets.json allows, counted in layers of the checkpoint, or int4 is too large or too far off.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildDecoder } from '../../plugins/baichuan-m1/build-decoder.ts';
import { openDecoder } from '../../plugins/baichuan-m1/open-decoder.ts';
import type { WeightFormat } from '../../plugins/baichuan-m1/graph/linear.ts';
import { encodeSafetensors } from '../../runtime/safetensors/encode-safetensors.ts';
import budgets from './budgets.json' with { type: 'json' };

const { values } = parseArgs({ options: { layers: { type: 'string', default: '8' }, width: { type: 'string', default: '1024' }, json: { type: 'boolean', default: false }, write: { type: 'string' }, build: { type: 'string' }, weights: { type: 'string' } } });
const [layers, width] = [Number(values.layers), Number(values.width)];
const VOCABULARY = 4096;
const TOKENS = 64;
const inner = 3 * width;
const layerBytes = 4 * (4 * width * width + 3 * width * inner);

interface Build {
  readonly path: string;
  readonly bytes: number;
  readonly seconds: number;
  readonly peakBytes: number;
}

/** Numbers in [−1, 1), always the same. */
let state = 1;
const draw = () => (state = (state * 48_271) % 2_147_483_647) / 1_073_741_823.5 - 1;

function writeShards(folder: string): void {
  const map: Record<string, string> = {};
  const write = (file: string, tensors: Readonly<Record<string, readonly number[]>>) => {
    const scale = (name: string, shape: readonly number[]) => (name.includes('norm') ? 0 : name.includes('embed') ? 1 : (3 / shape.at(-1)!) ** 0.5);
    const entries = Object.entries(tensors).map(([name, shape]) => [name, { dtype: 'F32' as const, shape, data: Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, () => Number(name.includes('norm')) + scale(name, shape) * draw()) }] as const);
    writeFileSync(join(folder, file), encodeSafetensors(Object.fromEntries(entries)));
    for (const name of Object.keys(tensors)) map[name] = file;
  };
  write('rest.safetensors', { 'model.embed_tokens.weight': [VOCABULARY, width], 'model.norm.weight': [width], 'lm_head.weight': [VOCABULARY, width] });
  for (let layer = 0; layer < layers; layer++) {
    const attention = ['q_proj', 'k_proj', 'v_proj', 'o_proj'].map((name) => [`self_attn.${name}`, [width, width]] as const);
    const parts = [...attention, ['mlp.gate_proj', [inner, width]], ['mlp.up_proj', [inner, width]], ['mlp.down_proj', [width, inner]], ['input_layernorm', [width]], ['post_attention_layernorm', [width]]] as const;
    write(`layer-${layer}.safetensors`, Object.fromEntries(parts.map(([name, shape]) => [`model.layers.${layer}.${name}.weight`, shape])));
  }
  writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify({ weight_map: map }));
  const config = { model_type: 'llama', vocab_size: VOCABULARY, hidden_size: width, intermediate_size: inner, num_hidden_layers: layers, num_attention_heads: width / 64, max_position_embeddings: 2048, hidden_act: 'silu', rms_norm_eps: 1e-6 };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
}

/** In a process of its own: the most memory that this one held is not undone. */
async function buildHere(folder: string, weights: WeightFormat): Promise<void> {
  const before = process.resourceUsage().maxRSS;
  const start = performance.now();
  const { path, bytes } = await buildDecoder(folder, { out: join(folder, weights), weights });
  console.log(JSON.stringify({ path, bytes, seconds: (performance.now() - start) / 1000, peakBytes: 1024 * (process.resourceUsage().maxRSS - before) } satisfies Build));
}

async function logitsOf(path: string): Promise<Float32Array> {
  await using decoder = await openDecoder(path);
  return await decoder.logits(Array.from({ length: TOKENS }, (_, i) => (i * 37 + 11) % VOCABULARY));
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

async function compare(folder: string): Promise<void> {
  const run = (...words: readonly string[]) => execFileSync(process.execPath, [import.meta.filename, '--layers', values.layers, '--width', values.width, ...words], { encoding: 'utf8' });
  run('--write', folder); // A process begins with the most memory of the one that starts it, which is therefore kept small
  const build = (weights: WeightFormat) => JSON.parse(run('--build', folder, '--weights', weights)) as Build;
  const builds = { fp32: build('fp32'), int4: build('int4') };
  const alike = cosine(await logitsOf(builds.fp32.path), await logitsOf(builds.int4.path));
  const inLayers = (weights: keyof typeof builds) => builds[weights].peakBytes / layerBytes;
  const result = { layers, layerMb: layerBytes / 1e6, checkpointMb: builds.fp32.bytes / 1e6, peakLayers: { fp32: inLayers('fp32'), int4: inLayers('int4') }, peakMb: { fp32: builds.fp32.peakBytes / 1e6, int4: builds.int4.peakBytes / 1e6 }, seconds: { fp32: builds.fp32.seconds, int4: builds.int4.seconds }, int4Size: builds.int4.bytes / builds.fp32.bytes, cosine: alike };
  const line = (weights: keyof typeof builds) => `${weights}: ${(builds[weights].bytes / 1e6).toFixed(0)} MB in ${builds[weights].seconds.toFixed(1)} s with ${result.peakMb[weights].toFixed(0)} MB, ${result.peakLayers[weights].toFixed(2)} layers`;
  console.log(values.json ? JSON.stringify(result) : `${layers} layers of ${result.layerMb.toFixed(0)} MB\n${line('fp32')}\n${line('int4')}, ${result.int4Size.toFixed(3)} of the size, cosine of the logits ${alike.toFixed(4)}`);
  const { peakLayers, size, leastCosine } = budgets['decoder-build'];
  if (Math.max(...Object.values(result.peakLayers)) <= peakLayers && result.int4Size <= size && alike >= leastCosine) return;
  console.error(`wanted: memory of at most ${peakLayers} layers, int4 of at most ${size} of the size, a cosine of at least ${leastCosine}`);
  process.exitCode = 1;
}

if (values.write !== undefined) writeShards(values.write);
else if (values.build !== undefined) await buildHere(values.build, values.weights as WeightFormat);
else {
  const folder = mkdtempSync(join(tmpdir(), 'affekt-decoder-bench-'));
  try {
    await compare(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
