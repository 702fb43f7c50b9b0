import type { GraphNode, Initializer, Model } from '../../runtime/onnx/model.ts';
import type { LastLayer } from './last-layer.ts';

/** Name of the output that `exposeUnits` adds. */
export const UNITS = 'gate.units';

/** Returns the model with one more output, `gate.units` `[rows, width]`: what its last layer is given, a row for each prediction. */
export function exposeUnits(model: Model, { sources, head }: LastLayer): Model {
  const parts = sources.map((_, index) => (sources.length === 1 ? UNITS : `${UNITS}.${index}`));
  const shapes = sources.map(({ width }, index): Initializer => ({ name: `${UNITS}.shape.${index}`, type: 'int64', dims: [2], data: BigInt64Array.of(-1n, BigInt(width)) }));
  const nodes = sources.map(({ value }, index): GraphNode => ({ op: 'Reshape', inputs: [value, shapes[index]!.name], outputs: [parts[index]!] }));
  const joined: GraphNode[] = sources.length === 1 ? [] : [{ op: 'Concat', inputs: parts, outputs: [UNITS], attributes: { axis: 1 } }];
  return {
    ...model,
    nodes: [...model.nodes, ...nodes, ...joined],
    initializers: [...(model.initializers ?? []), ...shapes],
    outputs: [...model.outputs, { name: UNITS, type: 'float32', dims: ['gate.rows', head.width] }],
  };
}
