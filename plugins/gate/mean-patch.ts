import type { GraphNode, Initializer } from '../../runtime/onnx/model.ts';
import type { AveragedConvolution } from './last-layer.ts';

/** A piece of a graph. */
export interface GraphPart {
  readonly nodes: readonly GraphNode[];
  readonly initializers: readonly Initializer[];
}

/**
 * Returns what makes `output`, `[rows, channels, places]`, of the input of an averaged convolution: for each place of the kernel the mean of what it falls on.
 *
 * That is linear in the input: a product with one matrix `[positions, places]`, which the graph gets by giving each single position to a convolution of the same strides, margins and dilations whose
 * outputs pick one place each. So little is computed for each row, and margins are those of ONNX Runtime.
 */
export function meanPatch(value: string, { kernel, attributes }: AveragedConvolution, output: string): GraphPart {
  const places = kernel.reduce((product, side) => product * side, 1);
  const name = (part: string) => `${output}.${part}`;
  const node = (op: string, inputs: readonly string[], made: string, given: GraphNode['attributes'] = {}): GraphNode => ({ op, inputs, outputs: [made], attributes: given });
  const ints = (part: string, values: readonly number[]): Initializer => ({ name: name(part), type: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) });
  const picks: Initializer = { name: name('picks'), type: 'float32', dims: [places, 1, ...kernel], data: Float32Array.from({ length: places * places }, (_, at) => Number(at % (places + 1) === 0)) };
  return {
    initializers: [picks, ints('spatial', kernel.map((_, axis) => axis + 2)), ints('one', [1]), ints('flat', [0, 0, -1]), ints('square', [-1, places])],
    nodes: [
      node('Shape', [value], name('shape')),
      node('Gather', [name('shape'), name('spatial')], name('sides')),
      node('ReduceProd', [name('sides')], name('positions'), { keepdims: 1 }),
      node('Concat', [name('positions'), name('positions')], name('table'), { axis: 0 }),
      node('ConstantOfShape', [name('table')], name('zeros')),
      node('EyeLike', [name('zeros')], name('eye')),
      node('Concat', [name('positions'), name('one'), name('sides')], name('single'), { axis: 0 }),
      node('Reshape', [name('eye'), name('single')], name('maps')),
      node('Conv', [name('maps'), name('picks')], name('picked'), { ...attributes, group: 1 }),
      node('GlobalAveragePool', [name('picked')], name('means')),
      node('Reshape', [name('means'), name('square')], name('matrix')),
      node('Reshape', [value, name('flat')], name('rows')),
      node('MatMul', [name('rows'), name('matrix')], output),
    ],
  };
}
