import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import type { Net } from '../net.ts';
import { relativeBuckets, type BucketPlan } from './relative-buckets.ts';

/**
 * Returns a number for each head and pair of rows by how far they lie from each other, shape `[heads, rows, rows]`, the row that looks first.
 *
 * @param table name of the tensor `[buckets, heads]`
 * @param like a value `[batch, rows, …]`
 */
export function relativeBias(net: Net, { table, heads, ...plan }: BucketPlan & { readonly table: string; readonly heads: number }, like: Value): Value {
  const { graph } = net;
  const buckets = relativeBuckets(plan);
  const bucketOf = graph.constant({ name: `buckets:${plan.buckets},${plan.farthest}`, type: 'int64', dims: [buckets.length], data: BigInt64Array.from(buckets, BigInt) });
  const ofDistance = graph.add('Gather', [net.parameter(table, [plan.buckets, heads]), bucketOf], { axis: 0 });
  const ofPair = graph.add('Gather', [ofDistance, graph.add('Add', [clippedDistances(net, like, plan.farthest), graph.int(plan.farthest)])], { axis: 0 });
  return graph.add('Transpose', [ofPair], { perm: [2, 0, 1] });
}

/** Shape `[rows, rows]`: the row looked at minus the one that looks, no farther than `farthest`. */
function clippedDistances({ graph }: Net, like: Value, farthest: number): Value {
  const places = rowNumbers({ graph }, like);
  const distances = graph.add('Sub', [graph.add('Unsqueeze', [places, graph.ints([0])]), graph.add('Unsqueeze', [places, graph.ints([1])])]);
  return graph.add('Max', [graph.add('Min', [distances, graph.int(farthest)]), graph.int(-farthest)]);
}

/** Returns 0, 1, 2 … for the rows of a value `[batch, rows, …]`, int64 `[rows]`. */
export function rowNumbers({ graph }: Pick<Net, 'graph'>, like: Value): Value {
  const rows = graph.add('Squeeze', [graph.add('Shape', [like], { start: 1, end: 2 }), graph.ints([0])]);
  return graph.add('Range', [graph.int(0), rows, graph.int(1)]);
}
