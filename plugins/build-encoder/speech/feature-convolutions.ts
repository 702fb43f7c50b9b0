import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { activate, type Activation } from '../blocks/activate.ts';
import type { Net } from '../net.ts';

/** The convolutions that turn samples into rows. */
export interface ConvolutionPlan {
  /** Channels, samples under one value and steps of each, in order. */
  readonly channels: readonly number[];
  readonly kernels: readonly number[];
  readonly strides: readonly number[];
  readonly hasBias: boolean;
  /** `group`: each channel of the first is normalised over time; `layer`: the channels of each are at each time. */
  readonly normalise: 'group' | 'layer';
  readonly activation: Activation;
}

/** PyTorch's, which config.json does not tell. */
const EPSILON = 1e-5;

/** Returns rows `[batch, rows, channels]` of samples `[batch, samples]`. */
export function featureConvolutions(net: Net, samples: Value, plan: ConvolutionPlan): Value {
  const { graph } = net;
  const waves = plan.channels.reduce((x, _, index) => convolve(net, x, { plan, index }), graph.add('Unsqueeze', [samples, graph.ints([1])]));
  return graph.add('Transpose', [waves], { perm: [0, 2, 1] });
}

/** Returns how many samples lie between two rows and how many are under one. */
export function rowsOf({ kernels, strides }: Pick<ConvolutionPlan, 'kernels' | 'strides'>): { readonly hop: number; readonly field: number } {
  return kernels.reduce(({ hop, field }, kernel, index) => ({ hop: hop * strides[index]!, field: field + (kernel - 1) * hop }), { hop: 1, field: 1 });
}

function convolve(net: Net, x: Value, { plan, index }: { readonly plan: ConvolutionPlan; readonly index: number }): Value {
  const { channels, kernels, strides, hasBias, activation } = plan;
  const [name, to, from] = [`feature_extractor.conv_layers.${index}`, channels[index]!, channels[index - 1] ?? 1];
  const bias = hasBias ? [net.parameter(`${name}.conv.bias`, [to])] : [];
  const y = net.graph.add('Conv', [x, net.parameter(`${name}.conv.weight`, [to, from, kernels[index]!]), ...bias], { kernel_shape: [kernels[index]!], strides: [strides[index]!] });
  return activate(net.graph, normalise(net, y, { plan, index, name: `${name}.layer_norm` }), activation);
}

function normalise(net: Net, x: Value, { plan: { normalise: kind, channels }, index, name }: { readonly plan: ConvolutionPlan; readonly index: number; readonly name: string }): Value {
  const width = channels[index]!;
  if (kind === 'layer') {
    const turned = net.norm(net.graph.add('Transpose', [x], { perm: [0, 2, 1] }), name, { width, epsilon: EPSILON });
    return net.graph.add('Transpose', [turned], { perm: [0, 2, 1] });
  }
  if (index > 0) return x;
  return net.graph.add('InstanceNormalization', [x, net.parameter(`${name}.weight`, [width]), net.parameter(`${name}.bias`, [width])], { epsilon: { float: EPSILON } });
}
