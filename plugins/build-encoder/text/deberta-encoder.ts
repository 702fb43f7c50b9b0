import { z } from 'zod';
import type { GraphBuilder, Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { ACTIVATIONS } from '../blocks/activate.ts';
import { splitHeads, type Heads } from '../blocks/attend.ts';
import { emitStates } from '../blocks/emit-states.ts';
import { maskScores } from '../blocks/mask-scores.ts';
import { runLayers } from '../blocks/run-layers.ts';
import { transformerLayer, type LayerShape } from '../blocks/transformer-layer.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { EncoderBuildError } from '../encoder-build-error.ts';
import type { TextFacts } from '../encoder-facts.ts';
import { createNet, type Net } from '../net.ts';
import { bertNames } from './bert-names.ts';
import { disentangled, placeDistances, projectDistances, type DisentangledPlan, type Distances } from './disentangled-attention.ts';
import { embedTokens } from './embed-tokens.ts';

const KINDS = z.array(z.enum(['c2p', 'p2c']));
const CONFIG = z.looseObject({
  vocab_size: z.int().positive(),
  hidden_size: z.int().positive(),
  embedding_size: z.int().positive().nullish(),
  num_hidden_layers: z.int().positive(),
  num_attention_heads: z.int().positive(),
  intermediate_size: z.int().positive(),
  hidden_act: z.enum(ACTIVATIONS).default('gelu'),
  layer_norm_eps: z.number().default(1e-7),
  max_position_embeddings: z.int().positive(),
  max_relative_positions: z.int().default(-1),
  type_vocab_size: z.int().nonnegative().default(0),
  position_biased_input: z.boolean().default(true),
  relative_attention: z.boolean().default(false),
  pos_att_type: z.preprocess((kinds) => (typeof kinds === 'string' ? kinds.split('|').map((kind) => kind.trim()) : kinds), KINDS.nullish()),
  position_buckets: z.int().default(-1),
  share_att_key: z.boolean().default(false),
  norm_rel_ebd: z.string().default('none'),
  conv_kernel_size: z.int().default(0),
  talking_head: z.boolean().default(false),
});
type Config = z.infer<typeof CONFIG>;

/** Makes the graph of DeBERTa, of its first or its later versions: `input_ids` and `attention_mask` `[batch, tokens]` become a row for each token. */
export function buildDebertaEncoder(checkpoint: Checkpoint, graph: GraphBuilder, type: 'float32' | 'float16'): TextFacts {
  const config = checkpoint.config(CONFIG);
  refuseUnknownParts(checkpoint, config);
  const isFirst = checkpoint.type === 'deberta';
  const net = createNet(graph, { weights: checkpoint.weights, type, prefixes: ['', 'deberta.'], probe: 'embeddings.word_embeddings.weight' });
  const { hidden_size: width, num_hidden_layers: layers, layer_norm_eps: epsilon, max_position_embeddings: longest, vocab_size: vocabulary } = config;
  const ids = graph.input('input_ids', 'int64', ['batch', 'tokens']);
  const mask = maskScores(net, graph.input('attention_mask', 'int64', ['batch', 'tokens']));
  const first = embedTokens(net, ids, { width, epsilon, vocabulary, positions: config.position_biased_input ? longest : 0, types: config.type_vocab_size });
  const plan = toPlan(config, isFirst);
  const distances = { table: tableOf(net, config, plan), places: placeDistances(net, ids, plan) };
  const shape: LayerShape = { width, heads: plan.heads, inner: config.intermediate_size, epsilon, activation: config.hidden_act, normalise: 'post' };
  const layer = (x: Value, index: number) => transformerLayer(net, x, { shape, names: bertNames(index), mix: (hidden) => (isFirst ? mixFirst : mixLater)(net, hidden, { index, plan, distances, isShared: config.share_att_key })(mask) });
  emitStates(net, runLayers(first, { count: layers, layer }), { width, batch: 'batch', rows: 'tokens' });
  return { kind: 'text', longest, dimensions: width, layers, vocabulary };
}

function refuseUnknownParts({ folder: path }: Checkpoint, config: Config): void {
  const refuse = (detail: string) => {
    throw new EncoderBuildError('NOT_SUPPORTED', { path, detail: `its config.json has ${detail}, which cannot be built here` });
  };
  if (!config.relative_attention) refuse('no `relative_attention`');
  if (config.conv_kernel_size > 0) refuse('`conv_kernel_size`');
  if (config.talking_head) refuse('`talking_head`');
  if ((config.embedding_size ?? config.hidden_size) !== config.hidden_size) refuse('`embedding_size`');
}

function toPlan(config: Config, isFirst: boolean): DisentangledPlan {
  const { max_relative_positions: told, max_position_embeddings: longest, position_buckets: buckets, hidden_size: width, num_attention_heads: heads } = config;
  return { width, heads, longest, kinds: config.pos_att_type ?? [], buckets: isFirst ? 0 : Math.max(0, buckets), farthest: told < 1 ? longest : told };
}

/** Shape `[1, 2·span, width]`. */
function tableOf(net: Net, { norm_rel_ebd: norm, layer_norm_eps: epsilon }: Config, { buckets, farthest, width }: DisentangledPlan): Value {
  const table = net.parameter('encoder.rel_embeddings.weight', [2 * (buckets > 0 ? buckets : farthest), width]);
  return net.graph.add('Unsqueeze', [norm.includes('layer_norm') ? net.norm(table, 'encoder.LayerNorm', { width, epsilon }) : table, net.graph.ints([0])]);
}

/** One layer's attention. */
interface Mix {
  readonly index: number;
  readonly plan: DisentangledPlan;
  readonly distances: Distances;
  /** Distances go through the linear layers of contents. */
  readonly isShared: boolean;
}

/** Of the first version: one linear layer gives queries, keys and values of a head side by side, and biases lie apart. */
function mixFirst(net: Net, hidden: Value, { index, plan, distances }: Mix): (mask: Value) => Value {
  const { graph } = net;
  const name = `encoder.layer.${index}.attention.self`;
  const { width, heads } = plan;
  const joined = splitHeads(net, net.linear(hidden, `${name}.in_proj`, { from: width, to: 3 * width }), { heads, width: 3 * width });
  const [query, key, value] = graph.addMany('Split', [joined], 3, { axis: -1, num_outputs: 3 });
  const biased = (x: Value, bias: string) => graph.add('Add', [x, graph.add('Reshape', [net.parameter(`${name}.${bias}`, [width]), graph.ints([1, heads, 1, width / heads])])]);
  const project = (kind: 'c2p' | 'p2c') => projectDistances(net, distances.table, `${name}.${kind === 'c2p' ? 'pos_proj' : 'pos_q_proj'}`, plan);
  return disentangled(net, { query: biased(query!, 'q_bias'), key: key!, value: biased(value!, 'v_bias') }, { plan, places: distances.places, project });
}

function mixLater(net: Net, hidden: Value, { index, plan, distances, isShared }: Mix): (mask: Value) => Value {
  const name = `encoder.layer.${index}.attention.self`;
  const headsOf = (part: string) => splitHeads(net, net.linear(hidden, `${name}.${part}`, { from: plan.width, to: plan.width }), plan);
  const heads: Heads = { query: headsOf('query_proj'), key: headsOf('key_proj'), value: headsOf('value_proj') };
  const [ofKey, ofQuery] = isShared ? ['key_proj', 'query_proj'] : ['pos_key_proj', 'pos_query_proj'];
  return disentangled(net, heads, { plan, places: distances.places, project: (kind) => projectDistances(net, distances.table, `${name}.${kind === 'c2p' ? ofKey : ofQuery}`, plan) });
}
