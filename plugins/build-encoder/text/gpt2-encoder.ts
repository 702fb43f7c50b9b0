import { z } from 'zod';
import type { GraphBuilder, Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { activate, ACTIVATIONS } from '../blocks/activate.ts';
import { attend, splitJoined } from '../blocks/attend.ts';
import { emitStates } from '../blocks/emit-states.ts';
import { maskScores } from '../blocks/mask-scores.ts';
import { rowNumbers } from '../blocks/relative-bias.ts';
import { runLayers } from '../blocks/run-layers.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { TextFacts } from '../encoder-facts.ts';
import { createNet, type Net } from '../net.ts';

const CONFIG = z.looseObject({
  vocab_size: z.int().positive(),
  n_positions: z.int().positive(),
  n_embd: z.int().positive(),
  n_layer: z.int().positive(),
  n_head: z.int().positive(),
  n_inner: z.int().positive().nullish(),
  activation_function: z.enum(ACTIVATIONS).default('gelu_new'),
  layer_norm_epsilon: z.number().default(1e-5),
});
type Config = z.infer<typeof CONFIG>;

const LOWEST = -3.4028234663852886e38;

/** Makes the graph of GPT-2 (Radford et al. 2019), read as an encoder: `input_ids` and `attention_mask` `[batch, tokens]` become a row for each token, of what stands before it. */
export function buildGpt2Encoder(checkpoint: Checkpoint, graph: GraphBuilder, type: 'float32' | 'float16'): TextFacts {
  const config = checkpoint.config(CONFIG);
  const { n_embd: width, n_layer: layers, n_positions: positions, vocab_size: vocabulary, layer_norm_epsilon: epsilon } = config;
  const net = createNet(graph, { weights: checkpoint.weights, type, prefixes: ['', 'transformer.'], probe: 'wte.weight' });
  const ids = graph.input('input_ids', 'int64', ['batch', 'tokens']);
  const mask = maskScores(net, graph.input('attention_mask', 'int64', ['batch', 'tokens']));
  const look = (name: string, rows: number, at: Value) => graph.add('Gather', [net.parameter(name, [rows, width]), at], { axis: 0 });
  const first = graph.add('Add', [look('wte.weight', vocabulary, ids), look('wpe.weight', positions, rowNumbers(net, ids))]);
  const biases = [causalScores(net, ids), mask];
  emitStates(net, runLayers(first, { count: layers, layer: (x, index) => block(net, x, { name: `h.${index}`, config, biases }), finish: (x) => net.norm(x, 'ln_f', { width, epsilon }) }), { width, batch: 'batch', rows: 'tokens' });
  return { kind: 'text', longest: positions, dimensions: width, layers, vocabulary };
}

function block(net: Net, x: Value, { name, config, biases }: { readonly name: string; readonly config: Config; readonly biases: readonly Value[] }): Value {
  const { graph } = net;
  const { n_embd: width, n_head: heads, n_inner: inner, layer_norm_epsilon: epsilon } = config;
  const wide = inner ?? 4 * width;
  const joined = stored(net, net.norm(x, `${name}.ln_1`, { width, epsilon }), `${name}.attn.c_attn`, { from: width, to: 3 * width });
  const mixed = attend(net, splitJoined(net, joined, { heads, width }), { width, scale: 1 / Math.sqrt(width / heads), biases });
  const attended = graph.add('Add', [x, stored(net, mixed, `${name}.attn.c_proj`, { from: width, to: width })]);
  const grown = activate(graph, stored(net, net.norm(attended, `${name}.ln_2`, { width, epsilon }), `${name}.mlp.c_fc`, { from: width, to: wide }), config.activation_function);
  return graph.add('Add', [attended, stored(net, grown, `${name}.mlp.c_proj`, { from: wide, to: width })]);
}

/** A linear layer whose weights lie as `MatMul` wants them. */
function stored(net: Net, x: Value, name: string, { from, to }: { readonly from: number; readonly to: number }): Value {
  return net.graph.add('Add', [net.graph.add('MatMul', [x, net.parameter(`${name}.weight`, [from, to])]), net.parameter(`${name}.bias`, [to])]);
}

/** Shape `[tokens, tokens]`: a token does not look at those behind it. */
function causalScores(net: Net, ids: Value): Value {
  const { graph } = net;
  const places = rowNumbers(net, ids);
  const isBehind = graph.add('Less', [graph.add('Unsqueeze', [places, graph.ints([1])]), graph.add('Unsqueeze', [places, graph.ints([0])])]);
  return graph.add('Where', [isBehind, graph.float(LOWEST), graph.float(0)]);
}
