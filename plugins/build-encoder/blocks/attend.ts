import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import type { Net } from '../net.ts';

/** Queries, keys and values of all heads. */
export interface Heads {
  /** Shape `[batch, heads, rows, width / heads]`. */
  readonly query: Value;
  readonly key: Value;
  readonly value: Value;
}

/** Adds to the scores of attention, which are `[batch, heads, rows, rows]` and scaled already; what it returns must broadcast to them. */
export type ScoreBias = (heads: Heads & { readonly hidden: Value }) => Value;

/** Returns `x`, shape `[batch, rows, width]`, cut into heads: `[batch, heads, rows, width / heads]`. */
export function splitHeads({ graph }: Pick<Net, 'graph'>, x: Value, { heads, width }: { readonly heads: number; readonly width: number }): Value {
  return graph.add('Transpose', [graph.add('Reshape', [x, graph.ints([0, 0, heads, width / heads])])], { perm: [0, 2, 1, 3] });
}

/** Returns the heads of queries, keys and values that lie beside each other in `x`, shape `[batch, rows, 3·width]`. */
export function splitJoined({ graph }: Pick<Net, 'graph'>, x: Value, size: { readonly heads: number; readonly width: number }): Heads {
  const [query, key, value] = graph.addMany('Split', [x], 3, { axis: -1, num_outputs: 3 }).map((part) => splitHeads({ graph }, part, size));
  return { query: query!, key: key!, value: value! };
}

/**
 * Returns what attention makes of heads, `softmax(q·kᵀ·scale + bias)·v`, joined again: shape `[batch, rows, width]`.
 *
 * @param biases are added to the scores one after the other
 */
export function attend({ graph }: Pick<Net, 'graph'>, { query, key, value }: Heads, { width, scale, biases }: { readonly width: number; readonly scale: number; readonly biases: readonly Value[] }): Value {
  const products = graph.add('MatMul', [query, graph.add('Transpose', [key], { perm: [0, 1, 3, 2] })]);
  const scores = biases.reduce((sum, bias) => graph.add('Add', [sum, bias]), graph.add('Mul', [products, graph.float(scale)]));
  const mixed = graph.add('MatMul', [graph.add('Softmax', [scores], { axis: -1 }), value]);
  return graph.add('Reshape', [graph.add('Transpose', [mixed], { perm: [0, 2, 1, 3] }), graph.ints([0, 0, width])]);
}
