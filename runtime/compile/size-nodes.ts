import type { GraphNode, Initializer } from '../onnx/model.ts';
import type { RecordedConstant } from './recorder.ts';
import type { InputSignature } from './trace.ts';

/** A whole number that depends on named dimensions: `offset + Σ factor · size`. */
export interface LinearSize {
  readonly offset: number;
  readonly factors: readonly { readonly dimension: string; readonly factor: number }[];
}

/** Nodes and constants that compute sizes when the graph runs; they grow as names are asked for. */
export interface SizeNodes {
  readonly nodes: readonly GraphNode[];
  readonly initializers: readonly Initializer[];
  /** Returns the name of an int64 vector with the given values. */
  vector(values: readonly LinearSize[]): string;
  /** Returns the name of a scalar of the constant's type. */
  scalar(constant: RecordedConstant, value: number | bigint): string;
}

/** Returns an empty set of nodes that read named dimensions off the inputs of `signature`. */
export function computeSizes(signature: Readonly<Record<string, InputSignature>>): SizeNodes {
  const nodes: GraphNode[] = [];
  const initializers: Initializer[] = [];
  const sizes = new Map<string, string>();
  const newName = () => `s:${nodes.length + initializers.length}`;

  function int64(values: readonly number[]): string {
    const name = newName();
    initializers.push({ name, type: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) });
    return name;
  }

  function node(op: string, inputs: readonly string[], attributes: Record<string, number> = {}): string {
    const name = newName();
    nodes.push({ op, inputs, outputs: [name], attributes });
    return name;
  }

  function size(dimension: string): string {
    const known = sizes.get(dimension);
    if (known !== undefined) return known;
    const [input, { dims }] = Object.entries(signature).find(([, port]) => port.dims.includes(dimension))!;
    const axis = dims.indexOf(dimension);
    const name = node('Shape', [input], { start: axis, end: axis + 1 });
    sizes.set(dimension, name);
    return name;
  }

  return {
    nodes,
    initializers,
    vector(values) {
      const dimensions = new Set(values.flatMap(({ factors }) => factors.map(({ dimension }) => dimension)));
      const offsets = int64(values.map(({ offset }) => offset));
      return [...dimensions].reduce((sum, dimension) => {
        const factors = int64(values.map((value) => value.factors.find((factor) => factor.dimension === dimension)?.factor ?? 0));
        return node('Add', [sum, node('Mul', [factors, size(dimension)])]);
      }, offsets);
    },
    scalar({ type, data }, value) {
      const name = newName();
      initializers.push({ name, type, dims: [], data: data.slice(0, 1).fill(value as never) });
      return name;
    },
  };
}
