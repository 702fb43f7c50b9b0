import type { GraphBuilder, Value } from '../../../runtime/onnx/build/graph-builder.ts';

/** Activations by their names in `config.json`. */
export const ACTIVATIONS = ['gelu', 'gelu_new', 'gelu_pytorch_tanh', 'quick_gelu', 'relu', 'silu', 'swish'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** Returns `x` through an activation. */
export function activate(graph: GraphBuilder, x: Value, activation: Activation): Value {
  switch (activation) {
    case 'gelu':
      return gelu(graph, x);
    case 'gelu_new':
    case 'gelu_pytorch_tanh':
      return tanhGelu(graph, x);
    case 'quick_gelu':
      return graph.add('Mul', [x, graph.add('Sigmoid', [graph.add('Mul', [x, graph.float(1.702)])])]);
    case 'relu':
      return graph.add('Relu', [x]);
    case 'silu':
    case 'swish':
      return graph.add('Mul', [x, graph.add('Sigmoid', [x])]);
  }
}

/** `x/2 · (1 + erf(x/√2))`, in the order of operations that ONNX Runtime makes one of. */
function gelu(graph: GraphBuilder, x: Value): Value {
  const erf = graph.add('Erf', [graph.add('Div', [x, graph.float(Math.SQRT2)])]);
  return graph.add('Mul', [graph.add('Mul', [x, graph.add('Add', [erf, graph.float(1)])]), graph.float(0.5)]);
}

/** `x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³)))` (Hendrycks and Gimpel 2016, arXiv:1606.08415). */
function tanhGelu(graph: GraphBuilder, x: Value): Value {
  const cube = graph.add('Mul', [graph.add('Mul', [x, x]), x]);
  const inner = graph.add('Mul', [graph.add('Add', [x, graph.add('Mul', [cube, graph.float(0.044715)])]), graph.float(Math.sqrt(2 / Math.PI))]);
  return graph.add('Mul', [graph.add('Mul', [x, graph.float(0.5)]), graph.add('Add', [graph.add('Tanh', [inner]), graph.float(1)])]);
}
