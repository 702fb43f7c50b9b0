import { streamWeight } from '../../../runtime/onnx/build/stream-weight.ts';
import type { GraphBuilder, Value } from '../../../runtime/onnx/build/graph-builder.ts';
import type { WeightTensor } from '../../../runtime/safetensors/weights.ts';

/** Returns `weight · x / √(mean(x²) + epsilon)`, the mean over the last axis (Zhang and Sennrich, 2019). */
export function rmsNorm(graph: GraphBuilder, x: Value, weight: WeightTensor, epsilon: number): Value {
  const square = graph.add('ReduceMean', [graph.add('Pow', [x, graph.float(2)]), graph.ints([-1])], { keepdims: 1 });
  const scaled = graph.add('Div', [x, graph.add('Sqrt', [graph.add('Add', [square, graph.float(epsilon)])])]);
  return graph.add('Mul', [scaled, graph.weight(streamWeight(weight, { type: 'float32' }))]);
}
