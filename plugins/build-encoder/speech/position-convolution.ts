import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { activate, type Activation } from '../blocks/activate.ts';
import type { Net } from '../net.ts';

/** Convolutions over rows that tell a net where it is. */
export interface PositionPlan {
  readonly width: number;
  readonly kernel: number;
  readonly groups: number;
  readonly activation: Activation;
  /** How many follow each other, normalised each, as in data2vec; without it one whose weights are stored as direction and length. */
  readonly depth?: number;
  /** Name of each of those that follow each other, without `.weight` and `.bias`. Default: that of Hugging Face's libraries. */
  readonly nameOf?: (index: number) => string;
}

/** PyTorch's, which config.json does not tell. */
const EPSILON = 1e-5;

/** Returns what convolutions add to rows, of the same shape `[batch, rows, width]`. */
export function positionConvolution(net: Net, rows: Value, plan: PositionPlan): Value {
  const { graph } = net;
  const turn = (x: Value) => graph.add('Transpose', [x], { perm: [0, 2, 1] });
  let x = turn(rows);
  if (plan.depth === undefined) x = activate(graph, convolve(net, x, { plan, name: 'encoder.pos_conv_embed.conv', weight: normedWeight(net, plan) }), plan.activation);
  for (let index = 0; index < (plan.depth ?? 0); index++) {
    const name = plan.nameOf?.(index) ?? `encoder.pos_conv_embed.layers.${index}.conv`;
    const y = turn(convolve(net, x, { plan, name, weight: net.parameter(`${name}.weight`, shapeOf(plan)) }));
    x = activate(graph, turn(graph.add('LayerNormalization', [y, constant(net, 1, plan.width), constant(net, 0, plan.width)], { axis: -1, epsilon: { float: EPSILON } })), plan.activation);
  }
  return turn(x);
}

/** As many rows as before: where the kernel is even, the last one that it would give is left out. */
function convolve(net: Net, x: Value, { plan: { width, kernel, groups }, name, weight }: { readonly plan: PositionPlan; readonly name: string; readonly weight: Value }): Value {
  const half = Math.floor(kernel / 2);
  return net.graph.add('Conv', [x, weight, net.parameter(`${name}.bias`, [width])], { kernel_shape: [kernel], group: groups, pads: [half, half - (kernel % 2 === 0 ? 1 : 0)] });
}

function shapeOf({ width, groups, kernel }: PositionPlan): number[] {
  return [width, width / groups, kernel];
}

function constant({ graph }: Net, value: number, width: number): Value {
  return graph.constant({ name: `${width}×${value}`, type: 'float32', dims: [width], data: new Float32Array(width).fill(value) });
}

/** Weights `g·v/‖v‖`, the length of `v` being that of all values at one place of the kernel. */
function normedWeight(net: Net, plan: PositionPlan): Value {
  const name = 'encoder.pos_conv_embed.conv';
  const [g, v] = [`${name}.parametrizations.weight.original0`, `${name}.parametrizations.weight.original1`];
  if (!net.has(g) && net.has(`${name}.weight`)) return net.parameter(`${name}.weight`, shapeOf(plan));
  const length = net.weights.tensor(net.tensorName(g), [1, 1, plan.kernel]);
  const direction = net.weights.tensor(net.tensorName(v), shapeOf(plan));
  return net.computed({ name: `${name}.weight`, type: 'float32', dims: shapeOf(plan), pieces: () => normed(length, direction) });
}

async function* normed(length: { read(): Promise<Float32Array> }, direction: { read(): Promise<Float32Array> }): AsyncGenerator<Uint8Array> {
  const [g, v] = [await length.read(), await direction.read()];
  const squares = new Float64Array(g.length);
  v.forEach((value, i) => (squares[i % g.length]! += value * value));
  v.forEach((value, i) => (v[i] = (g[i % g.length]! * value) / Math.sqrt(squares[i % g.length]!)));
  yield new Uint8Array(v.buffer, v.byteOffset, v.byteLength);
}
