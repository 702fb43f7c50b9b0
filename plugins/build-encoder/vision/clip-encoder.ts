import { z } from 'zod';
import type { GraphBuilder } from '../../../runtime/onnx/build/graph-builder.ts';
import { ACTIVATIONS } from '../blocks/activate.ts';
import { emitStates } from '../blocks/emit-states.ts';
import { runLayers } from '../blocks/run-layers.ts';
import { transformerLayer, type LayerNames, type LayerShape } from '../blocks/transformer-layer.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { VisionFacts } from '../encoder-facts.ts';
import { createNet } from '../net.ts';
import { countTokens, embedPatches } from './embed-patches.ts';

/** The defaults are those of the library that writes config.json: it leaves them out of `vision_config`. */
const VISION = z.looseObject({
  hidden_size: z.int().positive().default(768),
  num_hidden_layers: z.int().positive().default(12),
  num_attention_heads: z.int().positive().default(12),
  intermediate_size: z.int().positive().default(3072),
  image_size: z.int().positive().default(224),
  patch_size: z.int().positive().default(32),
  hidden_act: z.enum(ACTIVATIONS).default('quick_gelu'),
  layer_norm_eps: z.number().default(1e-5),
});
/** Of the whole of CLIP, or of its vision tower. */
const WHOLE = z.looseObject({ vision_config: VISION.optional(), projection_dim: z.int().positive().default(512) });

/** Makes the graph of CLIP's vision tower (Radford et al. 2021, arXiv:2103.00020): `pixel_values` `[pictures, 3, size, size]` become tokens and an embedding, the projected class token. */
export function buildClipEncoder(checkpoint: Checkpoint, graph: GraphBuilder, type: 'float32' | 'float16'): VisionFacts {
  const { vision, projected } = readConfig(checkpoint);
  const { hidden_size: width, num_hidden_layers: layers, image_size: size, patch_size: patch, layer_norm_eps: epsilon } = vision;
  const net = createNet(graph, { weights: checkpoint.weights, type, prefixes: [''], probe: 'visual_projection.weight' });
  const tokens = countTokens({ size, patch });
  const pixels = graph.input('pixel_values', 'float32', ['pictures', 3, size, size]);
  const names = { projection: 'vision_model.embeddings.patch_embedding', classToken: 'vision_model.embeddings.class_embedding', positions: 'vision_model.embeddings.position_embedding.weight' };
  const embedded = embedPatches(net, pixels, { width, size, patch, names, shapes: { classToken: [width], positions: [tokens, width] } });
  const shape: LayerShape = { width, heads: vision.num_attention_heads, inner: vision.intermediate_size, epsilon, activation: vision.hidden_act, normalise: 'pre' };
  const first = net.norm(embedded, 'vision_model.pre_layrnorm', { width, epsilon });
  const states = runLayers(first, { count: layers, layer: (x, index) => transformerLayer(net, x, { shape, names: namesOf(index) }) });
  const classToken = graph.add('Gather', [states.last, graph.int(0)], { axis: 1 });
  const embedding = net.linear(net.norm(classToken, 'vision_model.post_layernorm', { width, epsilon }), 'visual_projection', { from: width, to: projected });
  graph.output(embedding, { name: 'embedding', type: 'float32', dims: ['pictures', projected] });
  emitStates(net, states, { width, batch: 'pictures', rows: tokens });
  return { kind: 'vision', size, dimensions: projected, layers, embedding: 'projection' };
}

function readConfig(checkpoint: Checkpoint): { readonly vision: z.infer<typeof VISION>; readonly projected: number } {
  const { vision_config: vision, projection_dim: projected } = checkpoint.config(WHOLE);
  return { vision: vision ?? checkpoint.config(VISION), projected };
}

function namesOf(index: number): LayerNames {
  const name = `vision_model.encoder.layers.${index}`;
  const attention = `${name}.self_attn`;
  return {
    query: `${attention}.q_proj`, key: `${attention}.k_proj`, value: `${attention}.v_proj`, output: `${attention}.out_proj`,
    attentionNorm: `${name}.layer_norm1`, inner: `${name}.mlp.fc1`, outer: `${name}.mlp.fc2`, outerNorm: `${name}.layer_norm2`,
  };
}
