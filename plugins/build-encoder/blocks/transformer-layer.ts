import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import type { Net } from '../net.ts';
import { activate, type Activation } from './activate.ts';
import { attend, splitHeads, type ScoreBias } from './attend.ts';

/** Sizes and kind of the layers of a transformer. */
export interface LayerShape {
  readonly width: number;
  readonly heads: number;
  /** Width between the two linear layers after attention. */
  readonly inner: number;
  readonly epsilon: number;
  readonly activation: Activation;
  /** Where a layer normalises: before attention and what follows it (`pre`), or after each sum (`post`). */
  readonly normalise: 'pre' | 'post';
  /** Times the products of queries and keys. Default `1/√(width/heads)`. */
  readonly scale?: number;
}

/** Names of the tensors of one layer, without `.weight` and `.bias`. */
export interface LayerNames {
  readonly query: string;
  readonly key: string;
  readonly value: string;
  readonly output: string;
  readonly attentionNorm: string;
  readonly inner: string;
  readonly outer: string;
  readonly outerNorm: string;
  /** Scales of what attention, and what follows it, adds; the whole names of two vectors. */
  readonly scales?: readonly [string, string];
}

/** One layer, as it lies in a checkpoint. */
export interface LayerPlan {
  readonly shape: LayerShape;
  readonly names: LayerNames;
  readonly biases?: readonly ScoreBias[];
  /** What stands in place of attention, up to its last linear layer; returns `[batch, rows, width]`. */
  readonly mix?: (hidden: Value) => Value;
  /** What stands in place of the two linear layers with an activation. */
  readonly feedForward?: (net: Net, x: Value) => Value;
}

/** Returns `x`, shape `[batch, rows, width]`, through one layer of a transformer. */
export function transformerLayer(net: Net, x: Value, plan: LayerPlan): Value {
  const { shape, names } = plan;
  const normalise = (value: Value, name: string) => net.norm(value, name, shape);
  const scaled = (value: Value, index: 0 | 1) => (names.scales === undefined ? value : net.graph.add('Mul', [value, net.parameter(names.scales[index], [shape.width])]));
  if (shape.normalise === 'pre') {
    const attended = net.graph.add('Add', [x, scaled(selfAttention(net, normalise(x, names.attentionNorm), plan), 0)]);
    return net.graph.add('Add', [attended, scaled(feedForward(net, normalise(attended, names.outerNorm), plan), 1)]);
  }
  const attended = normalise(net.graph.add('Add', [selfAttention(net, x, plan), x]), names.attentionNorm);
  return normalise(net.graph.add('Add', [feedForward(net, attended, plan), attended]), names.outerNorm);
}

function selfAttention(net: Net, hidden: Value, plan: LayerPlan): Value {
  const { width } = plan.shape;
  return net.linear(plan.mix?.(hidden) ?? mixHeads(net, hidden, plan), plan.names.output, { from: width, to: width });
}

function mixHeads(net: Net, hidden: Value, { shape, names, biases = [] }: LayerPlan): Value {
  const { width, heads, scale = 1 / Math.sqrt(width / heads) } = shape;
  const headsOf = (name: string) => splitHeads(net, net.linear(hidden, name, { from: width, to: width }), shape);
  const all = { query: headsOf(names.query), key: headsOf(names.key), value: headsOf(names.value) };
  return attend(net, all, { width, scale, biases: biases.map((bias) => bias({ ...all, hidden })) });
}

function feedForward(net: Net, x: Value, { shape: { width, inner, activation }, names, feedForward: other }: LayerPlan): Value {
  if (other !== undefined) return other(net, x);
  return net.linear(activate(net.graph, net.linear(x, names.inner, { from: width, to: inner }), activation), names.outer, { from: inner, to: width });
}
