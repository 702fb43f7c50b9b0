import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { attend, splitHeads, type Heads } from '../blocks/attend.ts';
import { rowNumbers } from '../blocks/relative-bias.ts';
import type { Net } from '../net.ts';
import { signedBuckets, type SignedBucketPlan } from './signed-buckets.ts';

/** How rows and their distances look at each other. */
export interface DisentangledPlan extends SignedBucketPlan {
  readonly width: number;
  readonly heads: number;
  /** Longest text. */
  readonly longest: number;
  /** What is added to the products of contents: content to position, and position to content. */
  readonly kinds: readonly ('c2p' | 'p2c')[];
}

/** What distances are in the table of a net. */
export interface Distances {
  /** Shape `[1, 2·span, width]`. */
  readonly table: Value;
  /** Place in the table for each pair of rows, the one that looks first; int64 `[rows, rows]`. */
  readonly places: Value;
}

/** Returns the places of distances in the table of a net, for the rows of `like`, `[batch, rows, …]`. */
export function placeDistances(net: Net, like: Value, { longest, ...plan }: SignedBucketPlan & { readonly longest: number }): Value {
  const { graph } = net;
  const known = signedBuckets(longest, plan);
  const table = graph.constant({ name: 'places of distances', type: 'int64', dims: [known.length], data: BigInt64Array.from(known, BigInt) });
  const rows = rowNumbers(net, like);
  const distances = graph.add('Sub', [graph.add('Unsqueeze', [rows, graph.ints([1])]), graph.add('Unsqueeze', [rows, graph.ints([0])])]);
  return graph.add('Gather', [table, graph.add('Add', [distances, graph.int(longest - 1)])], { axis: 0 });
}

/**
 * Returns what DeBERTa's attention makes of heads (He et al. 2020, arXiv:2006.03654), joined again: contents look at contents and at distances, and distances at contents.
 *
 * @param project returns the queries or keys of distances, `[1, heads, 2·span, width / heads]`, for `p2c` or `c2p`
 */
export function disentangled(net: Net, heads: Heads, { plan, places, project }: { readonly plan: DisentangledPlan; readonly places: Value; readonly project: (kind: 'c2p' | 'p2c') => Value }): (mask: Value) => Value {
  const { graph } = net;
  const scale = 1 / Math.sqrt((plan.width / plan.heads) * (1 + plan.kinds.length));
  const look = (content: Value, kind: 'c2p' | 'p2c', at: Value) => {
    const products = graph.add('MatMul', [content, graph.add('Transpose', [project(kind)], { perm: [0, 1, 3, 2] })]);
    const shape = graph.add('Concat', [graph.add('Shape', [content], { start: 0, end: 2 }), graph.add('Shape', [at])], { axis: 0 });
    return graph.add('Mul', [graph.add('GatherElements', [products, graph.add('Expand', [at, shape])], { axis: 3 }), graph.float(scale)]);
  };
  const turned = graph.add('Transpose', [places], { perm: [1, 0] });
  const biases = plan.kinds.map((kind) => (kind === 'c2p' ? look(heads.query, kind, places) : graph.add('Transpose', [look(heads.key, kind, turned)], { perm: [0, 1, 3, 2] })));
  return (mask) => attend(net, heads, { width: plan.width, scale, biases: [...biases, mask] });
}

/** Returns the heads of distances by a linear layer, `[1, heads, 2·span, width / heads]`. */
export function projectDistances(net: Net, table: Value, name: string, { width, heads }: Pick<DisentangledPlan, 'width' | 'heads'>): Value {
  return splitHeads(net, net.linear(table, name, { from: width, to: width }), { heads, width });
}
