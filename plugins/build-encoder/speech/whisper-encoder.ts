import { z } from 'zod';
import type { GraphBuilder, Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { activate, ACTIVATIONS } from '../blocks/activate.ts';
import { emitStates } from '../blocks/emit-states.ts';
import { runLayers } from '../blocks/run-layers.ts';
import { transformerLayer, type LayerNames, type LayerShape } from '../blocks/transformer-layer.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { SpeechFacts } from '../encoder-facts.ts';
import { createNet, type Net } from '../net.ts';

const CONFIG = z.looseObject({
  d_model: z.int().positive(),
  encoder_layers: z.int().positive(),
  encoder_attention_heads: z.int().positive(),
  encoder_ffn_dim: z.int().positive(),
  num_mel_bins: z.int().positive(),
  max_source_positions: z.int().positive(),
  activation_function: z.enum(ACTIVATIONS).default('gelu'),
});
type Config = z.infer<typeof CONFIG>;

/** PyTorch's, which config.json does not tell. */
const EPSILON = 1e-5;
/** Samples of a frame of the spectrogram; a row is made of two. */
const HOP = 160;

/** Makes the graph of Whisper's encoder (Radford et al. 2022, arXiv:2212.04356): `input_features` `[1, bands, 2·positions]` become rows. */
export function buildWhisperEncoder(checkpoint: Checkpoint, graph: GraphBuilder, type: 'float32' | 'float16'): SpeechFacts {
  const config = checkpoint.config(CONFIG);
  const { d_model: width, encoder_layers: layers, num_mel_bins: bands, max_source_positions: positions } = config;
  const net = createNet(graph, { weights: checkpoint.weights, type, prefixes: ['model.encoder.', 'encoder.', ''], probe: 'conv1.weight' });
  const spectrogram = graph.input('input_features', 'float32', [1, bands, 2 * positions]);
  const waves = convolve(net, convolve(net, spectrogram, 'conv1', { from: bands, config, stride: 1 }), 'conv2', { from: width, config, stride: 2 });
  const rows = graph.add('Add', [graph.add('Transpose', [waves], { perm: [0, 2, 1] }), net.parameter('embed_positions.weight', [positions, width])]);
  const shape: LayerShape = { width, heads: config.encoder_attention_heads, inner: config.encoder_ffn_dim, epsilon: EPSILON, activation: config.activation_function, normalise: 'pre' };
  const layer = (x: Value, index: number) => transformerLayer(net, x, { shape, names: namesOf(`layers.${index}`) });
  emitStates(net, runLayers(rows, { count: layers, layer, finish: (x) => net.norm(x, 'layer_norm', shape) }), { width, batch: 1, rows: positions });
  return { kind: 'speech', input: 'input_features', bands, rows: { hop: 2 * HOP, field: 1 }, dimensions: width, layers };
}

function convolve(net: Net, x: Value, name: string, { from, stride, config: { d_model: width, activation_function: activation } }: { readonly from: number; readonly stride: number; readonly config: Config }): Value {
  const y = net.graph.add('Conv', [x, net.parameter(`${name}.weight`, [width, from, 3]), net.parameter(`${name}.bias`, [width])], { kernel_shape: [3], strides: [stride], pads: [1, 1] });
  return activate(net.graph, y, activation);
}

function namesOf(name: string): LayerNames {
  const attention = `${name}.self_attn`;
  return {
    query: `${attention}.q_proj`, key: `${attention}.k_proj`, value: `${attention}.v_proj`, output: `${attention}.out_proj`,
    attentionNorm: `${name}.self_attn_layer_norm`, inner: `${name}.fc1`, outer: `${name}.fc2`, outerNorm: `${name}.final_layer_norm`,
  };
}
