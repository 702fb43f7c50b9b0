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
  /** Names of the tensors of each, without `.weight` and `.bias`. Default: those of Hugging Face's libraries. */
  readonly names?: (index: number) => { readonly convolution: string; readonly norm: string };
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
  const { channels, kernels, strides, hasBias, activation, names = namesOf } = plan;
  const [{ convolution, norm }, to, from] = [names(index), channels[index]!, channels[index - 1] ?? 1];
  const bias = hasBias ? [net.parameter(`${convolution}.bias`, [to])] : [];
  const y = net.graph.add('Conv', [x, net.parameter(`${convolution}.weight`, [to, from, kernels[index]!]), ...bias], { kernel_shape: [kernels[index]!], strides: [strides[index]!] });
  return activate(net.graph, normalise(net, y, { plan, index, name: norm }), activation);
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

function namesOf(index: number): { readonly convolution: string; readonly norm: string } {
  const name = `feature_extractor.conv_layers.${index}`;
  return { convolution: `${name}.conv`, norm: `${name}.layer_norm` };
}
