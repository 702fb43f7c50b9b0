import type { GraphNode, Initializer, Model } from '../../runtime/onnx/model.ts';
import type { LastLayer, UnitSource } from './last-layer.ts';
import { type GraphPart, meanPatch } from './mean-patch.ts';

/** Name of the output that `exposeUnits` adds. */
export const UNITS = 'gate.units';

/** Returns the model with one more output, `gate.units` `[rows, width]`: what its last layer is given, a row for each prediction. */
export function exposeUnits(model: Model, { sources, head }: LastLayer): Model {
  const parts = sources.map((source, index) => toPart(source, sources.length === 1 ? UNITS : `${UNITS}.${index}`));
  const joined: GraphNode[] = sources.length === 1 ? [] : [{ op: 'Concat', inputs: sources.map((_, index) => `${UNITS}.${index}`), outputs: [UNITS], attributes: { axis: 1 } }];
  return {
    ...model,
    nodes: [...model.nodes, ...parts.flatMap(({ nodes }) => nodes), ...joined],
    initializers: [...(model.initializers ?? []), ...parts.flatMap(({ initializers }) => initializers)],
    outputs: [...model.outputs, { name: UNITS, type: 'float32', dims: ['gate.rows', head.width] }],
  };
}

/** What makes `output`, `[rows, width]`, of a source. */
function toPart({ value, width, convolution }: UnitSource, output: string): GraphPart {
  const shape: Initializer = { name: `${output}.shape`, type: 'int64', dims: [2], data: BigInt64Array.of(-1n, BigInt(width)) };
  const reshape = (input: string): GraphNode => ({ op: 'Reshape', inputs: [input, shape.name], outputs: [output] });
  if (convolution === undefined) return { nodes: [reshape(value)], initializers: [shape] };
  const { nodes, initializers } = meanPatch(value, convolution, `${output}.patch`);
  return { nodes: [...nodes, reshape(`${output}.patch`)], initializers: [...initializers, shape] };
}
