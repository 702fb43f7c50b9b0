import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { activate } from '../blocks/activate.ts';
import type { Net } from '../net.ts';

/** Returns `x` through DINOv2 giant's SwiGLU: of one linear layer, `silu` of the first half times the second, through another. Its width is ⅔ of `inner`, made a multiple of 8. */
export function gatedFeedForward(net: Net, x: Value, name: string, { width, inner }: { readonly width: number; readonly inner: number }): Value {
  const wide = Math.floor((Math.trunc((inner * 2) / 3) + 7) / 8) * 8;
  const [gate, value] = net.graph.addMany('Split', [net.linear(x, `${name}.weights_in`, { from: width, to: 2 * wide })], 2, { axis: -1, num_outputs: 2 });
  return net.linear(net.graph.add('Mul', [activate(net.graph, gate!, 'silu'), value!]), `${name}.weights_out`, { from: wide, to: width });
}
