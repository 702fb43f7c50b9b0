import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DecoderError } from '../decoder-error.ts';
import { rotaryFrequencies, rotarySchema } from './rotary-frequencies.ts';
import type { DecoderShape, LayerShape } from './decoder-shape.ts';

const count = z.int().positive().max(2 ** 31 - 1);
const tokens = z.union([z.int().nonnegative(), z.array(z.int().nonnegative())]).nullish();

const configSchema = z.object({
  model_type: z.string(),
  vocab_size: count,
  hidden_size: count,
  intermediate_size: count,
  num_hidden_layers: count.max(1000),
  num_attention_heads: count,
  num_key_value_heads: count.nullish(),
  head_dim: count.nullish(),
  num_swa_attention_heads: count.nullish(),
  num_swa_key_value_heads: count.nullish(),
  sliding_window: count.nullish(),
  sliding_window_layers: z.array(z.int().nonnegative()).nullish(),
  use_sliding_window: z.boolean().nullish(),
  max_window_layers: z.int().nonnegative().nullish(),
  layer_types: z.array(z.string()).nullish(),
  conv_window: z.int().nullish(),
  hidden_act: z.string(),
  rms_norm_eps: z.number().positive(),
  max_position_embeddings: count,
  rope_theta: z.number().positive().nullish(),
  rope_scaling: rotarySchema.nullish(),
  rope_parameters: rotarySchema.nullish(),
  attention_bias: z.boolean().nullish(),
  mlp_bias: z.boolean().nullish(),
  tie_word_embeddings: z.boolean().nullish(),
  eos_token_id: tokens,
});

type Config = z.output<typeof configSchema>;

interface Family extends Pick<DecoderShape, 'packed' | 'convolution' | 'queryNorm' | 'normHead'> {
  readonly bias: (config: Config) => DecoderShape['bias'];
  /** The window of a layer; nothing where it sees all. */
  readonly window: (config: Config, layer: number) => number | null | undefined;
}

const PLAIN = { packed: false, convolution: false, queryNorm: false, normHead: false };
const byBias = ({ attention_bias: attention, mlp_bias: inner }: Config) => ({ qkv: attention ?? false, output: attention ?? false, inner: inner ?? false });
const byWindow = (config: Config, layer: number) => (config.use_sliding_window === true && layer >= (config.max_window_layers ?? 0) ? config.sliding_window : undefined);

const FAMILIES: Readonly<Record<string, Family>> = {
  baichuan_m1: { packed: true, convolution: true, queryNorm: false, normHead: true, bias: () => ({ qkv: false, output: false, inner: false }), window: (config, layer) => (config.sliding_window_layers?.includes(layer) ? config.sliding_window : undefined) },
  llama: { ...PLAIN, bias: byBias, window: () => undefined },
  mistral: { ...PLAIN, bias: () => ({ qkv: false, output: false, inner: false }), window: (config) => config.sliding_window },
  qwen2: { ...PLAIN, bias: () => ({ qkv: true, output: false, inner: false }), window: byWindow },
  qwen3: { ...PLAIN, queryNorm: true, bias: byBias, window: byWindow },
};

/** `model_type` of the decoders that can be built. */
const DECODER_FAMILIES: readonly string[] = Object.keys(FAMILIES);

const DEFAULT_BASE = 10_000;

/**
 * Resolves with what config.json in a folder says of its decoder.
 *
 * @throws DecoderError NO_CONFIG, BAD_CONFIG naming all fields that are wrong, UNKNOWN_ARCHITECTURE
 */
export async function readDecoderShape(folder: string): Promise<DecoderShape> {
  const path = join(folder, 'config.json');
  const parsed = await readJson(path);
  const { model_type: family } = z.object({ model_type: z.string() }).catch({ model_type: '' }).parse(parsed);
  if (!Object.hasOwn(FAMILIES, family)) throw new DecoderError('UNKNOWN_ARCHITECTURE', { thing: path, detail: `its \`model_type\` is ${JSON.stringify(family)}, and ${DECODER_FAMILIES.join(', ')} are known` });
  const result = configSchema.safeParse(parsed);
  if (!result.success) throw new DecoderError('BAD_CONFIG', { thing: path, detail: result.error.issues.map(({ path: key, message }) => `\`${key.join('.')}\`: ${message}`).join('; ') });
  return toShape(result.data, path);
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new DecoderError('NO_CONFIG', { thing: path, detail: 'it cannot be read', cause });
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DecoderError('BAD_CONFIG', { thing: path, detail: 'it is not JSON', cause });
  }
}

function toShape(config: Config, path: string): DecoderShape {
  const { packed, convolution, queryNorm, normHead, bias, window } = FAMILIES[config.model_type]!;
  if (config.hidden_act !== 'silu') throw new DecoderError('UNKNOWN_ARCHITECTURE', { thing: path, detail: `its \`hidden_act\` is "${config.hidden_act}", and silu is known` });
  if (convolution && (config.conv_window ?? 2) !== 2) throw new DecoderError('UNKNOWN_ARCHITECTURE', { thing: path, detail: `its \`conv_window\` is ${config.conv_window}, and 2 is known` });
  const windowOf = config.layer_types == null ? (layer: number) => window(config, layer) : (layer: number) => (config.layer_types?.[layer] === 'sliding_attention' ? config.sliding_window : undefined);
  const layers = Array.from({ length: config.num_hidden_layers }, (_, layer) => toLayer(config, windowOf(layer) ?? undefined, path));
  const rotary = { ...config.rope_scaling, ...config.rope_parameters };
  return {
    family: config.model_type, vocabulary: config.vocab_size, width: config.hidden_size, inner: config.intermediate_size, epsilon: config.rms_norm_eps,
    layers, packed, convolution, queryNorm, normHead, bias: bias(config), tied: config.tie_word_embeddings ?? false,
    frequencies: rotaryFrequencies(path, rotary.rope_theta ?? config.rope_theta ?? DEFAULT_BASE, rotary),
    longest: config.max_position_embeddings, ends: [config.eos_token_id ?? []].flat(),
  };
}

function toLayer(config: Config, window: number | undefined, path: string): LayerShape {
  const own = config.model_type === 'baichuan_m1' && window !== undefined; // Only there have layers with a window other heads
  const heads = (own ? config.num_swa_attention_heads : undefined) ?? config.num_attention_heads;
  const kvHeads = (own ? config.num_swa_key_value_heads : undefined) ?? config.num_key_value_heads ?? heads;
  const headDim = config.head_dim ?? config.hidden_size / heads;
  const bad = (detail: string) => new DecoderError('BAD_CONFIG', { thing: path, detail });
  if (heads % kvHeads !== 0) throw bad(`${heads} heads cannot share ${kvHeads} heads of keys and values`);
  if (headDim % 2 !== 0) throw bad(`a width of ${config.hidden_size} and ${heads} heads make heads of ${headDim}, which is no even number`);
  return { heads, kvHeads, headDim, ...(window !== undefined && { window }) };
}
