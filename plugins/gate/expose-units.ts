import type { GraphNode, Initializer, Model } from '../../runtime/onnx/model.ts';
import type { LastLayer, UnitSource } from './last-layer.ts';

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

interface Part {
  readonly nodes: readonly GraphNode[];
  readonly initializers: readonly Initializer[];
}

/** What makes `output`, `[rows, width]`, of a source. */
function toPart({ value, width, convolution }: UnitSource, output: string): Part {
  const shape: Initializer = { name: `${output}.shape`, type: 'int64', dims: [2], data: BigInt64Array.of(-1n, BigInt(width)) };
  const reshape = (input: string): GraphNode => ({ op: 'Reshape', inputs: [input, shape.name], outputs: [output] });
  if (convolution === undefined) return { nodes: [reshape(value)], initializers: [shape] };
  const { channels, kernel, attributes } = convolution;
  const places = width / channels;
  const picks: Initializer = { name: `${output}.picks`, type: 'float32', dims: [width, 1, ...kernel], data: Float32Array.from({ length: width * places }, (_, at) => Number(at % places === Math.floor(at / places) % places)) };
  // A convolution of the same strides, margins and dilations, each of whose outputs picks one value of the patch
  const patches: GraphNode = { op: 'Conv', inputs: [value, picks.name], outputs: [`${output}.patches`], attributes: { ...attributes, group: channels } };
  const mean: GraphNode = { op: 'GlobalAveragePool', inputs: [`${output}.patches`], outputs: [`${output}.mean`] };
  return { nodes: [patches, mean, reshape(`${output}.mean`)], initializers: [picks, shape] };
}
