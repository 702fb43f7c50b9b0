import type { Attribute, GraphNode, Initializer, Model } from '../../runtime/onnx/model.ts';

/** Returns the values of a graph that are the same at every run, by name: its constants, and those that it only names anew, shapes anew or turns (tables of two axes), as some exporters leave weights. */
export function fixedValues({ nodes, initializers = [] }: Model): ReadonlyMap<string, Initializer> {
  const fixed = new Map(initializers.map((each) => [each.name, each]));
  for (const node of nodes) {
    const value = valueOf(node, fixed);
    if (value !== undefined) fixed.set(node.outputs[0]!, value);
  }
  return fixed;
}

function valueOf({ op, inputs, attributes }: GraphNode, fixed: ReadonlyMap<string, Initializer>): Initializer | undefined {
  if (op === 'Constant') return typeof attributes?.value === 'object' && 'tensor' in attributes.value ? attributes.value.tensor : undefined;
  const [given, shape] = [fixed.get(inputs[0] ?? ''), fixed.get(inputs[1] ?? '')];
  if (given === undefined) return undefined;
  if (op === 'Identity') return given;
  if (op === 'Reshape' && shape !== undefined) return { ...given, dims: reshaped(given, Array.from(shape.data, Number)) };
  return op === 'Transpose' ? turned(given, attributes?.perm) : undefined;
}

/** 0 keeps a side, −1 is what is left. */
function reshaped({ dims, data }: Initializer, shape: readonly number[]): number[] {
  const sides = shape.map((side, axis) => (side === 0 ? dims[axis]! : side));
  const known = sides.reduce((product, side) => (side < 0 ? product : product * side), 1);
  return sides.map((side) => (side < 0 ? data.length / known : side));
}

/** Without an order, the axes are turned round. */
function turned(table: Initializer, order: Attribute | undefined): Initializer | undefined {
  if (table.type !== 'float32' || table.dims.length !== 2) return undefined;
  if (Array.isArray(order) && order[0] === 0) return table;
  const [rows, columns] = table.dims as [number, number];
  const data = Float32Array.from({ length: rows * columns }, (_, at) => Number(table.data[(at % rows) * columns + Math.floor(at / rows)]));
  return { ...table, dims: [columns, rows], data };
}
