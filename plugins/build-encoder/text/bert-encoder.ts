import { z } from 'zod';
import type { GraphBuilder } from '../../../runtime/onnx/build/graph-builder.ts';
import { ACTIVATIONS } from '../blocks/activate.ts';
import { emitStates } from '../blocks/emit-states.ts';
import { maskScores } from '../blocks/mask-scores.ts';
import { relativeBias } from '../blocks/relative-bias.ts';
import { runLayers } from '../blocks/run-layers.ts';
import { transformerLayer, type LayerNames, type LayerShape } from '../blocks/transformer-layer.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { EncoderBuildError } from '../encoder-build-error.ts';
import type { TextFacts } from '../encoder-facts.ts';
import { createNet } from '../net.ts';
import { bertNames } from './bert-names.ts';
import { embedTokens } from './embed-tokens.ts';

const CONFIG = z.looseObject({
  vocab_size: z.int().positive(),
  hidden_size: z.int().positive(),
  embedding_size: z.int().positive().optional(),
  num_hidden_layers: z.int().positive(),
  num_attention_heads: z.int().positive(),
  intermediate_size: z.int().positive(),
  hidden_act: z.enum(ACTIVATIONS).default('gelu'),
  layer_norm_eps: z.number().default(1e-12),
  max_position_embeddings: z.int().positive(),
  type_vocab_size: z.int().nonnegative().default(2),
  pad_token_id: z.int().nullable().default(0),
  position_embedding_type: z.string().nullish(),
  num_hidden_groups: z.int().default(1),
  inner_group_num: z.int().default(1),
});
type Config = z.infer<typeof CONFIG>;

/** How the relatives of BERT differ: where their positions begin, and what their tensors are called. */
interface Relative {
  /** Positions are counted from the token of padding on, over tokens that are none. */
  readonly countsTokens: boolean;
  readonly hasTypes: boolean;
  readonly names: (index: number) => LayerNames;
  /** The linear layer from embeddings of another width to the first layer. */
  readonly widened?: string;
}

const BERT: Relative = { countsTokens: false, hasTypes: true, names: bertNames };
const RELATIVES: Readonly<Record<string, Relative>> = {
  bert: BERT,
  roberta: { ...BERT, countsTokens: true },
  'xlm-roberta': { ...BERT, countsTokens: true },
  electra: { ...BERT, widened: 'embeddings_project' },
  albert: { ...BERT, names: albertNames, widened: 'encoder.embedding_hidden_mapping_in' },
  mpnet: { countsTokens: true, hasTypes: false, names: mpnetNames },
};
const PREFIXES = ['', 'bert.', 'roberta.', 'electra.', 'albert.', 'mpnet.'];
/** MPNet's, which its config.json cannot change. */
const MPNET_BUCKETS = { table: 'encoder.relative_attention_bias.weight', buckets: 32, farthest: 128 } as const;

/** Makes the graph of BERT, RoBERTa, XLM-RoBERTa, ELECTRA, ALBERT or MPNet: `input_ids` and `attention_mask` `[batch, tokens]` become a row for each token. */
export function buildBertEncoder(checkpoint: Checkpoint, graph: GraphBuilder, type: 'float32' | 'float16'): TextFacts {
  const config = checkpoint.config(CONFIG);
  refuseUnknownParts(checkpoint, config);
  const relative = RELATIVES[checkpoint.type]!;
  const net = createNet(graph, { weights: checkpoint.weights, type, prefixes: PREFIXES, probe: 'embeddings.word_embeddings.weight' });
  const { hidden_size: width, embedding_size: narrow = width, num_hidden_layers: layers, num_attention_heads: heads, layer_norm_eps: epsilon } = config;
  const ids = graph.input('input_ids', 'int64', ['batch', 'tokens']);
  const mask = maskScores(net, graph.input('attention_mask', 'int64', ['batch', 'tokens']));
  const padding = relative.countsTokens ? (config.pad_token_id ?? 1) : undefined;
  const embedded = embedTokens(net, ids, { width: narrow, epsilon, vocabulary: config.vocab_size, positions: config.max_position_embeddings, types: relative.hasTypes ? config.type_vocab_size : 0, padding });
  const first = narrow === width && checkpoint.type !== 'albert' ? embedded : net.linear(embedded, relative.widened ?? '', { from: narrow, to: width });
  const shape: LayerShape = { width, heads, inner: config.intermediate_size, epsilon, activation: config.hidden_act, normalise: 'post' };
  const biases = [...(checkpoint.type === 'mpnet' ? [relativeBias(net, { ...MPNET_BUCKETS, heads }, first)] : []), mask].map((bias) => () => bias);
  emitStates(net, runLayers(first, { count: layers, layer: (x, index) => transformerLayer(net, x, { shape, names: relative.names(index), biases }) }), { width, batch: 'batch', rows: 'tokens' });
  return { kind: 'text', longest: config.max_position_embeddings - (padding === undefined ? 0 : padding + 1), dimensions: width, layers, vocabulary: config.vocab_size };
}

/** Model types that `buildBertEncoder` knows. */
export const BERT_TYPES: readonly string[] = Object.keys(RELATIVES);

function refuseUnknownParts({ folder }: Checkpoint, { position_embedding_type: kind, num_hidden_groups: groups, inner_group_num: inner }: Config): void {
  if (kind !== undefined && kind !== null && kind !== 'absolute') throw new EncoderBuildError('NOT_SUPPORTED', { path: folder, detail: `its config.json has \`position_embedding_type\` "${kind}", and "absolute" can be built here` });
  if (groups !== 1 || inner !== 1) throw new EncoderBuildError('NOT_SUPPORTED', { path: folder, detail: `its config.json has ${groups} groups of ${inner} layers, and one of one can be built here` });
}

function mpnetNames(index: number): LayerNames {
  const name = `encoder.layer.${index}.attention`;
  return { ...bertNames(index), query: `${name}.attn.q`, key: `${name}.attn.k`, value: `${name}.attn.v`, output: `${name}.attn.o`, attentionNorm: `${name}.LayerNorm` };
}

/** All layers share the weights of one. */
function albertNames(): LayerNames {
  const name = 'encoder.albert_layer_groups.0.albert_layers.0';
  const attention = `${name}.attention`;
  return {
    query: `${attention}.query`, key: `${attention}.key`, value: `${attention}.value`, output: `${attention}.dense`,
    attentionNorm: `${attention}.LayerNorm`, inner: `${name}.ffn`, outer: `${name}.ffn_output`, outerNorm: `${name}.full_layer_layer_norm`,
  };
}
