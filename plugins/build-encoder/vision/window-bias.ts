import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import type { Net } from '../net.ts';

/**
 * Returns the place of each pair of tokens in BEiT's table of distances on a square of `side` patches, behind the class token; row by row, shape `[side² + 1, side² + 1]`. The last three places are for pairs
 * with the class token: what it looks at, what looks at it, and itself.
 */
function windowPlaces(side: number): number[] {
  const [reach, tokens] = [2 * side - 1, side * side + 1];
  const known = reach * reach;
  return Array.from({ length: tokens * tokens }, (_, pair) => {
    const [from, to] = [Math.floor(pair / tokens), pair % tokens];
    if (from === 0) return to === 0 ? known + 2 : known;
    if (to === 0) return known + 1;
    const down = Math.floor((from - 1) / side) - Math.floor((to - 1) / side);
    const across = ((from - 1) % side) - ((to - 1) % side);
    return (down + side - 1) * reach + across + side - 1;
  });
}

/** Returns a number for each head and pair of tokens by where they lie from each other (Bao et al. 2021, arXiv:2106.08254), shape `[heads, tokens, tokens]`. */
export function windowBias(net: Net, table: string, { side, heads }: { readonly side: number; readonly heads: number }): Value {
  const { graph } = net;
  const tokens = side * side + 1;
  const places = graph.constant({ name: `places in a window of ${side}`, type: 'int64', dims: [tokens, tokens], data: BigInt64Array.from(windowPlaces(side), BigInt) });
  return graph.add('Transpose', [graph.add('Gather', [net.parameter(table, [(2 * side - 1) ** 2 + 3, heads]), places], { axis: 0 })], { perm: [2, 0, 1] });
}
