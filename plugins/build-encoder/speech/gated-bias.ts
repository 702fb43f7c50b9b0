import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { splitHeads } from '../blocks/attend.ts';
import type { Net } from '../net.ts';

/** Numbers that a gate is made of, half of them for each of two. */
const GATE = 8;

/**
 * Returns a bias of attention that each row opens or closes for itself (WavLM, Chen et al. 2021, arXiv:2110.13900): `a·(b·c − 1) + 2` times the bias, `a` and `b` made of
 * what enters the layer.
 *
 * @param bias shape `[heads, rows, rows]`
 * @param hidden shape `[batch, rows, width]`
 * @param name of the layer's attention
 */
export function gatedBias(net: Net, { bias, hidden, name }: { readonly bias: Value; readonly hidden: Value; readonly name: string }, size: { readonly heads: number; readonly width: number }): Value {
  const { graph } = net;
  const projected = net.linear(splitHeads(net, hidden, size), `${name}.gru_rel_pos_linear`, { from: size.width / size.heads, to: GATE });
  const sums = graph.add('ReduceSum', [graph.add('Reshape', [projected, graph.ints([0, 0, 0, 2, GATE / 2])]), graph.ints([-1])], { keepdims: 0 });
  const [a, b] = graph.addMany('Split', [graph.add('Sigmoid', [sums])], 2, { axis: -1, num_outputs: 2 });
  const inner = graph.add('Sub', [graph.add('Mul', [b!, net.parameter(`${name}.gru_rel_pos_const`, [1, size.heads, 1, 1])]), graph.float(1)]);
  return graph.add('Mul', [graph.add('Add', [graph.add('Mul', [a!, inner]), graph.float(2)]), bias]);
}
