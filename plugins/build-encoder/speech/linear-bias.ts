import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { rowNumbers } from '../blocks/relative-bias.ts';
import type { Net } from '../net.ts';

/** A bias of attention that falls with the distance of two rows (ALiBi, Press et al. 2021, arXiv:2108.12409), in both directions. */
export interface LinearBiasPlan {
  readonly heads: number;
  /** Rows before all others that this bias leaves alone. */
  readonly extra: number;
  /** Tensor of learned factors, shape `[layers or 1, 1, heads or 1, 1, 1]`; those below 0 count as 0. */
  readonly scale: string;
  readonly scaleShape: readonly number[];
}

/** Returns what gives the bias of a layer, shape `[1, heads, extra + rows, extra + rows]`. `like` is a value `[batch, rows, …]` without the extra rows. */
export function linearBias(net: Net, like: Value, { heads, extra, scale, scaleShape }: LinearBiasPlan): (layer: number) => Value {
  const { graph } = net;
  const places = rowNumbers(net, like);
  const between = graph.add('Abs', [graph.add('Sub', [graph.add('Unsqueeze', [places, graph.ints([0])]), graph.add('Unsqueeze', [places, graph.ints([1])])])]);
  const distances = graph.add('Pad', [graph.add('Cast', [between], { to: 1 }), graph.ints([extra, extra, 0, 0])]);
  const slopes = graph.constant({ name: `slopes:${heads}`, type: 'float32', dims: [heads, 1, 1], data: Float32Array.from(slopesOf(heads), (slope) => -slope) });
  const factors = graph.add('Mul', [graph.add('Max', [net.parameter(scale, scaleShape), graph.float(0)]), slopes]);
  const biases = new Map<number, Value>();
  return (layer) => {
    const index = Math.min(layer, scaleShape[0]! - 1);
    if (!biases.has(index)) biases.set(index, graph.add('Mul', [distances, graph.add('Gather', [factors, graph.int(index)], { axis: 0 })]));
    return biases.get(index)!;
  };
}

/** Returns the slope of each head: powers of `2^(−8/heads)`; where the number of heads is no power of two, every other one of twice as many heads makes up for those that lack. */
export function slopesOf(heads: number): number[] {
  const whole = 2 ** Math.floor(Math.log2(heads));
  const slopes = Array.from({ length: whole }, (_, index) => 2 ** ((-8 / whole) * (index + 1)));
  return whole === heads ? slopes : [...slopes, ...slopesOf(2 * whole).filter((_, index) => index % 2 === 0).slice(0, heads - whole)];
}
