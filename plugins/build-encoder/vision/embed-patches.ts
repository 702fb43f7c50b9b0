import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import type { Net } from '../net.ts';

/** How pictures are cut into patches. */
export interface PatchPlan {
  readonly width: number;
  /** Pixels of a side of the picture, and of a patch. */
  readonly size: number;
  readonly patch: number;
  /** Names of tensors, whole. */
  readonly names: { readonly projection: string; readonly classToken: string; readonly positions?: string };
  /** Shapes that the class token and the positions are stored in. */
  readonly shapes: { readonly classToken: readonly number[]; readonly positions?: readonly number[] };
}

/** Returns the number of tokens of a picture: its patches and the class token. */
export function countTokens({ size, patch }: Pick<PatchPlan, 'size' | 'patch'>): number {
  return Math.floor(size / patch) ** 2 + 1;
}

/** Returns a row for the class token and one for each patch, with their places where the net has such: `[pictures, tokens, width]` of `[pictures, 3, size, size]`. */
export function embedPatches(net: Net, pictures: Value, plan: PatchPlan): Value {
  const { graph } = net;
  const { width, patch, names, shapes } = plan;
  const bias = net.has(`${names.projection}.bias`) ? [net.parameter(`${names.projection}.bias`, [width])] : [];
  const maps = graph.add('Conv', [pictures, net.parameter(`${names.projection}.weight`, [width, 3, patch, patch]), ...bias], { kernel_shape: [patch, patch], strides: [patch, patch] });
  const patches = graph.add('Transpose', [graph.add('Reshape', [maps, graph.ints([0, width, -1])])], { perm: [0, 2, 1] });
  const classToken = graph.add('Reshape', [net.parameter(names.classToken, shapes.classToken), graph.ints([1, 1, width])]);
  const repeated = graph.add('Expand', [classToken, graph.add('Concat', [graph.add('Shape', [pictures], { start: 0, end: 1 }), graph.ints([1, width])], { axis: 0 })]);
  const tokens = graph.add('Concat', [repeated, patches], { axis: 1 });
  return names.positions === undefined || shapes.positions === undefined ? tokens : graph.add('Add', [tokens, net.parameter(names.positions, shapes.positions)]);
}
