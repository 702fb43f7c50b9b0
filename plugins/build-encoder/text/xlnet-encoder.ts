import { z } from 'zod';
import type { GraphBuilder, Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { activate, ACTIVATIONS } from '../blocks/activate.ts';
import { attend, splitHeads } from '../blocks/attend.ts';
import { emitStates } from '../blocks/emit-states.ts';
import { maskScores } from '../blocks/mask-scores.ts';
import { rowNumbers } from '../blocks/relative-bias.ts';
import { runLayers } from '../blocks/run-layers.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { EncoderBuildError } from '../encoder-build-error.ts';
import type { TextFacts } from '../encoder-facts.ts';
import { createNet, type Net } from '../net.ts';

const CONFIG = z.looseObject({
  vocab_size: z.int().positive(),
  d_model: z.int().positive(),
  n_layer: z.int().positive(),
  n_head: z.int().positive(),
  d_inner: z.int().positive(),
  ff_activation: z.enum(ACTIVATIONS).default('gelu'),
  layer_norm_eps: z.number().default(1e-12),
  attn_type: z.string().default('bi'),
  clamp_len: z.number().default(-1),
  bi_data: z.boolean().default(false),
});
type Config = z.infer<typeof CONFIG>;

/** XLNet has no longest text; affekt reads no more tokens at once than BERT's relatives take. */
const LONGEST = 512;

/** Where rows lie from each other. */
interface Distances {
  /** Waves of each distance from `rows − 1` ahead to as many behind, `[2·rows − 1, width]`. */
  readonly waves: Value;
  /** Place among them for each pair of rows, the one that looks first; int64 `[rows, rows]`. */
  readonly places: Value;
}

/** Makes the graph of XLNet (Yang et al. 2019, arXiv:1906.08237) without segments: `input_ids` and `attention_mask` `[batch, tokens]` become a row for each token. */
export function buildXlnetEncoder(checkpoint: Checkpoint, graph: GraphBuilder, type: 'float32' | 'float16'): TextFacts {
  const config = checkpoint.config(CONFIG);
  if (config.attn_type !== 'bi' || config.clamp_len > 0 || config.bi_data) throw new EncoderBuildError('NOT_SUPPORTED', { path: checkpoint.folder, detail: 'its config.json has another `attn_type` than "bi", `clamp_len` or `bi_data`, which cannot be built here' });
  const { d_model: width, n_layer: layers, vocab_size: vocabulary } = config;
  const net = createNet(graph, { weights: checkpoint.weights, type, prefixes: ['', 'transformer.'], probe: 'word_embedding.weight' });
  const ids = graph.input('input_ids', 'int64', ['batch', 'tokens']);
  const mask = maskScores(net, graph.input('attention_mask', 'int64', ['batch', 'tokens']));
  const distances = toDistances(net, ids, width);
  const first = graph.add('Gather', [net.parameter('word_embedding.weight', [vocabulary, width]), ids], { axis: 0 });
  emitStates(net, runLayers(first, { count: layers, layer: (x, index) => block(net, x, { name: `layer.${index}`, config, distances, mask }) }), { width, batch: 'batch', rows: 'tokens' });
  return { kind: 'text', longest: LONGEST, dimensions: width, layers, vocabulary };
}

/** Sines, then cosines, of distances at falling frequencies. */
function toDistances(net: Net, ids: Value, width: number): Distances {
  const { graph } = net;
  const rows = rowNumbers(net, ids);
  const count = graph.add('Squeeze', [graph.add('Shape', [ids], { start: 1, end: 2 }), graph.ints([0])]);
  const all = graph.add('Range', [graph.add('Sub', [graph.int(1), count]), count, graph.int(1)]);
  const frequencies = Float32Array.from({ length: width / 2 }, (_, i) => 1 / 10_000 ** ((2 * i) / width));
  const angles = graph.add('Mul', [graph.add('Unsqueeze', [graph.add('Cast', [all], { to: 1 }), graph.ints([1])]), graph.constant({ name: 'frequencies', type: 'float32', dims: [width / 2], data: frequencies })]);
  const between = graph.add('Sub', [graph.add('Unsqueeze', [rows, graph.ints([1])]), graph.add('Unsqueeze', [rows, graph.ints([0])])]);
  return { waves: graph.add('Concat', [graph.add('Sin', [angles]), graph.add('Cos', [angles])], { axis: -1 }), places: graph.add('Add', [between, graph.add('Sub', [count, graph.int(1)])]) };
}

interface BlockPlan {
  readonly name: string;
  readonly config: Config;
  readonly distances: Distances;
  readonly mask: Value;
}

function block(net: Net, x: Value, plan: BlockPlan): Value {
  const { graph } = net;
  const { d_model: width, d_inner: inner, layer_norm_eps: epsilon, ff_activation: activation } = plan.config;
  const out = graph.add('Transpose', [stored(net, plan, 'o')], { perm: [1, 0] });
  const attended = net.norm(graph.add('Add', [graph.add('MatMul', [mix(net, x, plan), out]), x]), `${plan.name}.rel_attn.layer_norm`, { width, epsilon });
  const grown = activate(graph, net.linear(attended, `${plan.name}.ff.layer_1`, { from: width, to: inner }), activation);
  return net.norm(graph.add('Add', [net.linear(grown, `${plan.name}.ff.layer_2`, { from: inner, to: width }), attended]), `${plan.name}.ff.layer_norm`, { width, epsilon });
}

/** Contents look at contents with one bias, and at distances with another. */
function mix(net: Net, hidden: Value, plan: BlockPlan): Value {
  const { graph } = net;
  const { d_model: width, n_head: heads } = plan.config;
  const scale = 1 / Math.sqrt(width / heads);
  const project = (x: Value, part: string) => splitHeads(net, graph.add('MatMul', [x, stored(net, plan, part)]), { heads, width });
  const query = project(hidden, 'q');
  const biased = (bias: string) => graph.add('Add', [query, graph.add('Reshape', [net.parameter(`${plan.name}.rel_attn.${bias}`, [heads, width / heads]), graph.ints([1, heads, 1, width / heads])])]);
  const far = project(graph.add('Unsqueeze', [plan.distances.waves, graph.ints([0])]), 'r');
  const products = graph.add('MatMul', [biased('r_r_bias'), graph.add('Transpose', [far], { perm: [0, 1, 3, 2] })]);
  const shape = graph.add('Concat', [graph.add('Shape', [query], { start: 0, end: 2 }), graph.add('Shape', [plan.distances.places])], { axis: 0 });
  const ofDistance = graph.add('Mul', [graph.add('GatherElements', [products, graph.add('Expand', [plan.distances.places, shape])], { axis: 3 }), graph.float(scale)]);
  return attend(net, { query: biased('r_w_bias'), key: project(hidden, 'k'), value: project(hidden, 'v') }, { width, scale, biases: [ofDistance, plan.mask] });
}

/** A matrix whose second axis is stored as heads and their widths. */
function stored({ graph, parameter }: Net, { name, config: { d_model: width, n_head: heads } }: BlockPlan, part: string): Value {
  return graph.add('Reshape', [parameter(`${name}.rel_attn.${part}`, [width, heads, width / heads]), graph.ints([width, width])]);
}
