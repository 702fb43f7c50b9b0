import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import type { Net } from '../net.ts';

/** So low that a row of this score has no weight. */
const LOWEST = -3.4028234663852886e38;

/** Returns what to add to the scores of attention so that masked rows are not looked at, shape `[batch, 1, 1, rows]`. `mask` is int64 `[batch, rows]`, 1 for rows that count. */
export function maskScores({ graph }: Pick<Net, 'graph'>, mask: Value): Value {
  const wide = graph.add('Cast', [graph.add('Unsqueeze', [mask, graph.ints([1, 2])])], { to: 1 });
  return graph.add('Mul', [graph.add('Sub', [graph.float(1), wide]), graph.float(LOWEST)]);
}
