import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import type { Net } from '../net.ts';

/** Arousal, dominance, valence, in this order. */
const JUDGED = 3;

/**
 * Makes `logits` `[1, 3]` an output: what audEERING's regression says of the mean of all rows (Wagner et al. 2023, arXiv:2203.07378).
 *
 * @param whole a net whose names of tensors have no prefix
 * @param last shape `[1, rows, width]`
 */
export function judgeAffect(whole: Net, last: Value, width: number): { readonly arousal: 0; readonly dominance: 1; readonly valence: 2 } {
  const { graph } = whole;
  const mean = graph.add('ReduceMean', [last, graph.ints([1])], { keepdims: 0 });
  const hidden = graph.add('Tanh', [whole.linear(mean, 'classifier.dense', { from: width, to: width })]);
  graph.output(whole.linear(hidden, 'classifier.out_proj', { from: width, to: JUDGED }), { name: 'logits', type: 'float32', dims: [1, JUDGED] });
  return { arousal: 0, dominance: 1, valence: 2 };
}
