import { z } from 'zod';
import type { GraphBuilder, Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { ACTIVATIONS } from '../blocks/activate.ts';
import { emitStates, type States } from '../blocks/emit-states.ts';
import { runLayers } from '../blocks/run-layers.ts';
import { transformerLayer, type LayerNames, type LayerShape } from '../blocks/transformer-layer.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { EncoderBuildError } from '../encoder-build-error.ts';
import type { VisionFacts } from '../encoder-facts.ts';
import { createNet, type Net } from '../net.ts';
import { countTokens, embedPatches } from './embed-patches.ts';
import { gatedFeedForward } from './gated-feed-forward.ts';
import { windowBias } from './window-bias.ts';

const CONFIG = z.looseObject({
  hidden_size: z.int().positive(),
  num_hidden_layers: z.int().positive(),
  num_attention_heads: z.int().positive(),
  intermediate_size: z.int().positive().optional(),
  mlp_ratio: z.number().positive().default(4),
  hidden_act: z.enum(ACTIVATIONS).default('gelu'),
  layer_norm_eps: z.number().optional(),
  image_size: z.int().positive().default(224),
  patch_size: z.int().positive().default(16),
  use_swiglu_ffn: z.boolean().default(false),
  use_absolute_position_embeddings: z.boolean().default(false),
  use_relative_position_bias: z.boolean().default(false),
  use_shared_relative_position_bias: z.boolean().default(false),
});
type Config = z.infer<typeof CONFIG>;

/**
 * Makes the graph of a vision transformer (Dosovitskiy et al. 2020, arXiv:2010.11929), DINOv2 (Oquab et al. 2023, arXiv:2304.07193) or data2vec (Baevski et al. 2022, arXiv:2202.03555): `pixel_values`
 * `[pictures, 3, size, size]` become tokens and an embedding, the class token behind the last normalisation; for DINOv2 and data2vec the sum of all tokens before it, as MERBench takes it.
 */
export function buildVitEncoder(checkpoint: Checkpoint, graph: GraphBuilder, type: 'float32' | 'float16'): VisionFacts {
  const config = checkpoint.config(CONFIG);
  const kind = KINDS[checkpoint.type]!;
  refuseUnknownParts(checkpoint, config);
  const { hidden_size: width, num_hidden_layers: layers, image_size: size, patch_size: patch, layer_norm_eps: epsilon = kind.epsilon } = config;
  const net = createNet(graph, { weights: checkpoint.weights, type, prefixes: ['', 'vit.', 'dinov2.', 'data2vec_vision.'], probe: 'embeddings.cls_token' });
  const tokens = countTokens({ size, patch });
  const names = { projection: 'embeddings.patch_embeddings.projection', classToken: 'embeddings.cls_token', ...(kind.hasPositions && { positions: 'embeddings.position_embeddings' }) };
  const first = embedPatches(net, graph.input('pixel_values', 'float32', ['pictures', 3, size, size]), { width, size, patch, names, shapes: { classToken: [1, 1, width], positions: [1, tokens, width] } });
  const raw = runLayers(first, { count: layers, layer: layerOf(net, { ...config, layer_norm_eps: epsilon }, kind) });
  const states: States = { ...raw, last: net.has('layernorm.weight') ? net.norm(raw.last, 'layernorm', { width, epsilon }) : raw.last };
  const embedding = kind.embedding === 'token-sum' ? graph.add('ReduceSum', [raw.last, graph.ints([1])], { keepdims: 0 }) : graph.add('Gather', [states.last, graph.int(0)], { axis: 1 });
  graph.output(embedding, { name: 'embedding', type: 'float32', dims: ['pictures', width] });
  emitStates(net, states, { width, batch: 'pictures', rows: tokens });
  return { kind: 'vision', size, dimensions: width, layers, embedding: kind.embedding };
}

/** How the relatives of ViT differ. */
interface Kind {
  readonly epsilon: number;
  readonly hasPositions: boolean;
  readonly embedding: 'class' | 'token-sum';
  readonly names: (name: string) => LayerNames;
}

const KINDS: Readonly<Record<string, Kind>> = {
  vit: { epsilon: 1e-12, hasPositions: true, embedding: 'class', names: vitNames },
  dinov2: { epsilon: 1e-6, hasPositions: true, embedding: 'token-sum', names: dinoNames },
  'data2vec-vision': { epsilon: 1e-12, hasPositions: false, embedding: 'token-sum', names: (name) => ({ ...vitNames(name), scales: [`${name}.lambda_1`, `${name}.lambda_2`] }) },
};

function refuseUnknownParts({ folder: path }: Checkpoint, config: Config): void {
  const unknown = (['use_absolute_position_embeddings', 'use_shared_relative_position_bias'] as const).find((name) => config[name]);
  if (unknown !== undefined) throw new EncoderBuildError('NOT_SUPPORTED', { path, detail: `its config.json has \`${unknown}\`, which cannot be built here` });
}

function layerOf(net: Net, config: Config & { readonly layer_norm_eps: number }, kind: Kind): (x: Value, index: number) => Value {
  const { hidden_size: width, num_attention_heads: heads, layer_norm_eps: epsilon, hidden_act: activation } = config;
  const inner = kind.names === dinoNames ? Math.trunc(width * config.mlp_ratio) : (config.intermediate_size ?? 4 * width);
  const shape: LayerShape = { width, heads, inner, epsilon, activation, normalise: 'pre' };
  return (x, index) => {
    const name = `encoder.layer.${index}`;
    const biases = config.use_relative_position_bias ? [() => windowBias(net, `${name}.attention.attention.relative_position_bias.relative_position_bias_table`, { side: Math.floor(config.image_size / config.patch_size), heads })] : [];
    const feedForward = config.use_swiglu_ffn ? { feedForward: (_: Net, rows: Value) => gatedFeedForward(net, rows, `${name}.mlp`, { width, inner }) } : {};
    return transformerLayer(net, x, { shape, names: kind.names(name), biases, ...feedForward });
  };
}

function vitNames(name: string): LayerNames {
  const attention = `${name}.attention`;
  return {
    query: `${attention}.attention.query`, key: `${attention}.attention.key`, value: `${attention}.attention.value`, output: `${attention}.output.dense`,
    attentionNorm: `${name}.layernorm_before`, inner: `${name}.intermediate.dense`, outer: `${name}.output.dense`, outerNorm: `${name}.layernorm_after`,
  };
}

function dinoNames(name: string): LayerNames {
  return { ...vitNames(name), attentionNorm: `${name}.norm1`, inner: `${name}.mlp.fc1`, outer: `${name}.mlp.fc2`, outerNorm: `${name}.norm2`, scales: [`${name}.layer_scale1.lambda1`, `${name}.layer_scale2.lambda1`] };
}
