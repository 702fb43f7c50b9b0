import { z } from 'zod';
import type { GraphBuilder, Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { ACTIVATIONS } from '../blocks/activate.ts';
import { emitStates, type States } from '../blocks/emit-states.ts';
import { runLayers } from '../blocks/run-layers.ts';
import { transformerLayer, type LayerNames, type LayerShape } from '../blocks/transformer-layer.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { VisionFacts } from '../encoder-facts.ts';
import { createNet, type Net } from '../net.ts';
import { countTokens, embedPatches } from './embed-patches.ts';
import { gatedFeedForward } from './gated-feed-forward.ts';

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
});
type Config = z.infer<typeof CONFIG>;

/**
 * Makes the graph of a vision transformer (Dosovitskiy et al. 2020, arXiv:2010.11929) or DINOv2 (Oquab et al. 2023, arXiv:2304.07193): `pixel_values` `[pictures, 3, size, size]` become tokens and an
 * embedding, the class token behind the last normalisation; for DINOv2 the sum of all tokens before it, as MERBench takes it.
 */
export function buildVitEncoder(checkpoint: Checkpoint, graph: GraphBuilder, type: 'float32' | 'float16'): VisionFacts {
  const config = checkpoint.config(CONFIG);
  const isDino = checkpoint.type === 'dinov2';
  const { hidden_size: width, num_hidden_layers: layers, image_size: size, patch_size: patch, layer_norm_eps: epsilon = isDino ? 1e-6 : 1e-12 } = config;
  const net = createNet(graph, { weights: checkpoint.weights, type, prefixes: ['', 'vit.', 'dinov2.'], probe: 'embeddings.cls_token' });
  const tokens = countTokens({ size, patch });
  const names = { projection: 'embeddings.patch_embeddings.projection', classToken: 'embeddings.cls_token', positions: 'embeddings.position_embeddings' };
  const first = embedPatches(net, graph.input('pixel_values', 'float32', ['pictures', 3, size, size]), { width, size, patch, names, shapes: { classToken: [1, 1, width], positions: [1, tokens, width] } });
  const raw = runLayers(first, { count: layers, layer: layerOf(net, { ...config, layer_norm_eps: epsilon }, isDino) });
  const states: States = { ...raw, last: net.norm(raw.last, 'layernorm', { width, epsilon }) };
  const embedding = isDino ? graph.add('ReduceSum', [raw.last, graph.ints([1])], { keepdims: 0 }) : graph.add('Gather', [states.last, graph.int(0)], { axis: 1 });
  graph.output(embedding, { name: 'embedding', type: 'float32', dims: ['pictures', width] });
  emitStates(net, states, { width, batch: 'pictures', rows: tokens });
  return { kind: 'vision', size, dimensions: width, layers, embedding: isDino ? 'token-sum' : 'class' };
}

function layerOf(net: Net, config: Config & { readonly layer_norm_eps: number }, isDino: boolean): (x: Value, index: number) => Value {
  const { hidden_size: width, num_attention_heads: heads, layer_norm_eps: epsilon, hidden_act: activation } = config;
  const inner = isDino ? Math.trunc(width * config.mlp_ratio) : (config.intermediate_size ?? 4 * width);
  const shape: LayerShape = { width, heads, inner, epsilon, activation, normalise: 'pre' };
  return (x, index) => {
    const name = `encoder.layer.${index}`;
    const feedForward = config.use_swiglu_ffn ? { feedForward: (_: Net, rows: Value) => gatedFeedForward(net, rows, `${name}.mlp`, { width, inner }) } : {};
    return transformerLayer(net, x, { shape, names: isDino ? dinoNames(name) : vitNames(name), ...feedForward });
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
