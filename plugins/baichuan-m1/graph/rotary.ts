import type { GraphBuilder, Value } from '../../../runtime/onnx/build/graph-builder.ts';

/** Cosine and sine of the angle of each pair at each token, each of shape `[tokens, 1, headDim]`. */
export interface Turns {
  readonly cosine: Value;
  readonly sine: Value;
}

const FLOAT32 = 1;

/** Returns the turns at `positions` `[tokens]` int64, for pairs that are half a head apart. */
export function turnsAt(graph: GraphBuilder, positions: Value, frequencies: Float64Array): Turns {
  const steps = graph.constant({ name: `frequencies:${frequencies.length}`, type: 'float32', dims: [1, frequencies.length], data: Float32Array.from(frequencies) });
  const places = graph.add('Unsqueeze', [graph.add('Cast', [positions], { to: FLOAT32 }), graph.ints([1])]);
  const half = graph.add('Mul', [places, steps]);
  const angles = graph.add('Unsqueeze', [graph.add('Concat', [half, half], { axis: -1 }), graph.ints([1])]);
  return { cosine: graph.add('Cos', [angles]), sine: graph.add('Sin', [angles]) };
}

/** Returns `x` `[tokens, heads, headDim]` turned: number `i` is paired with number `i + headDim / 2` (Su et al., 2021). */
export function turn(graph: GraphBuilder, x: Value, { cosine, sine }: Turns): Value {
  const [first, second] = graph.addMany('Split', [x], 2, { axis: -1, num_outputs: 2 }) as [Value, Value];
  const crossed = graph.add('Concat', [graph.add('Neg', [second]), first], { axis: -1 });
  return graph.add('Add', [graph.add('Mul', [x, cosine]), graph.add('Mul', [crossed, sine])]);
}
