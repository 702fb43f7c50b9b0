import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { rowNumbers } from '../blocks/relative-bias.ts';
import type { Net } from '../net.ts';

/** Tables that tokens are looked up in. */
export interface EmbeddingPlan {
  readonly width: number;
  readonly epsilon: number;
  readonly vocabulary: number;
  /** Rows of the table of positions; 0 where there is none. */
  readonly positions: number;
  /** Rows of the table of segments, of which the first is taken; 0 where there is none. */
  readonly types: number;
  /** The token of padding, where positions are counted from it on (RoBERTa); else from 0 on. */
  readonly padding?: number | undefined;
}

/** Returns a row for each token of `ids` `[batch, tokens]`: its word, position and segment, normalised. */
export function embedTokens(net: Net, ids: Value, { width, epsilon, vocabulary, positions, types, padding }: EmbeddingPlan): Value {
  const { graph } = net;
  let rows = graph.add('Gather', [net.parameter('embeddings.word_embeddings.weight', [vocabulary, width]), ids], { axis: 0 });
  if (types > 0) rows = graph.add('Add', [rows, graph.add('Gather', [net.parameter('embeddings.token_type_embeddings.weight', [types, width]), graph.int(0)], { axis: 0 })]);
  if (positions > 0) {
    const places = padding === undefined ? rowNumbers(net, ids) : countTokens(net, ids, padding);
    rows = graph.add('Add', [rows, graph.add('Gather', [net.parameter('embeddings.position_embeddings.weight', [positions, width]), places], { axis: 0 })]);
  }
  return net.norm(rows, 'embeddings.LayerNorm', { width, epsilon });
}

/** Padding has its own position, and the tokens are counted behind it. */
function countTokens({ graph }: Net, ids: Value, padding: number): Value {
  const counts = graph.add('Cast', [graph.add('Not', [graph.add('Equal', [ids, graph.int(padding)])])], { to: 7 });
  const numbers = graph.add('Mul', [graph.add('CumSum', [counts, graph.int(1)]), counts]);
  return graph.add('Add', [numbers, graph.int(padding)]);
}
