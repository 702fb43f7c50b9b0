import type { Attribute, ElementType, GraphNode, GraphPort, Initializer, Model } from '../model.ts';
import type { StreamedInitializer, StreamedModel } from './streamed-model.ts';

/** Name of a value in a graph under construction; `''` leaves an optional input out. */
export type Value = string;

type Attributes = Readonly<Record<string, Attribute>>;

/** Puts a graph together, node by node. An operator of another domain than ONNX's own is written with it: `'com.microsoft.MatMulNBits'`. */
export interface GraphBuilder {
  /** Declares an input; a string in `dims` names a dimension that may vary. */
  input(name: string, type: ElementType, dims: GraphPort['dims']): Value;
  /** Adds a node and returns its only output. */
  add(op: string, inputs: readonly Value[], attributes?: Attributes): Value;
  /** Adds a node with `count` outputs and returns them. */
  addMany(op: string, inputs: readonly Value[], count: number, attributes?: Attributes): Value[];
  /** Returns a small constant; the same values are kept once. Shape `[values.length]`. */
  ints(values: readonly number[]): Value;
  /** An `int64` scalar. */
  int(value: number): Value;
  /** A `float32` scalar. */
  float(value: number): Value;
  /** Returns a constant that is in memory. */
  constant(initializer: Initializer): Value;
  /** Returns a constant that is read when the model is written. One that was added before, under the same name, is not added again. */
  weight(initializer: StreamedInitializer): Value;
  /** Makes a value an output, under a name of its own. */
  output(value: Value, port: GraphPort): void;
  /** Returns a builder of the same graph that puts `scope` before the names of nodes: `'layers.0/attention'`. */
  within(scope: string): GraphBuilder;
  /** Returns the model. The opset is 18 unless `facts` says otherwise. */
  build(facts?: Pick<Model, 'name' | 'opset' | 'metadata' | 'doc'>): StreamedModel;
}

/** What all builders of a graph share. */
interface Parts {
  readonly nodes: GraphNode[];
  readonly constants: Map<string, Initializer>;
  readonly weights: Map<string, StreamedInitializer>;
  readonly inputs: GraphPort[];
  readonly outputs: GraphPort[];
  readonly domains: Record<string, number>;
  /** Nodes so far, by name without its number. */
  readonly counts: Map<string, number>;
}

/**
 * Returns a builder of an empty graph. Values are named after the node that makes them, so that the same calls give the same graph.
 *
 * @example
 * const graph = createGraphBuilder();
 * const x = graph.input('x', 'float32', ['rows', 4]);
 * graph.output(graph.add('Mul', [x, graph.float(2)]), { name: 'y', type: 'float32', dims: ['rows', 4] });
 * const model = graph.build();
 */
export function createGraphBuilder(): GraphBuilder {
  return builderOf({ nodes: [], constants: new Map(), weights: new Map(), inputs: [], outputs: [], domains: {}, counts: new Map() }, '');
}

function builderOf(parts: Parts, prefix: string): GraphBuilder {
  const addMany = (op: string, inputs: readonly Value[], count: number, attributes: Attributes = {}) => addNode(parts, prefix, { op, inputs, count, attributes });
  const constant = (initializer: Initializer) => {
    parts.constants.set(initializer.name, initializer);
    return initializer.name;
  };
  return {
    input(name, type, dims) {
      parts.inputs.push({ name, type, dims });
      return name;
    },
    add: (op, inputs, attributes) => addMany(op, inputs, 1, attributes)[0]!,
    addMany,
    constant,
    ints: (values) => constant({ name: `ints:${values.join()}`, type: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) }),
    int: (value) => constant({ name: `int:${value}`, type: 'int64', dims: [], data: BigInt64Array.of(BigInt(value)) }),
    float: (value) => constant({ name: `float:${value}`, type: 'float32', dims: [], data: Float32Array.of(value) }),
    weight(initializer) {
      if (!parts.weights.has(initializer.name)) parts.weights.set(initializer.name, initializer);
      return initializer.name;
    },
    output: (value, port) => addOutput(parts, value, port),
    within: (scope) => builderOf(parts, `${prefix}${scope}/`),
    build: (facts = {}) => ({ ...facts, nodes: parts.nodes, initializers: [...parts.constants.values()], weights: [...parts.weights.values()], inputs: parts.inputs, outputs: parts.outputs, domains: parts.domains }),
  };
}

interface NodePlan {
  readonly op: string;
  readonly inputs: readonly Value[];
  readonly count: number;
  readonly attributes: Attributes;
}

function addNode(parts: Parts, prefix: string, { op: operator, inputs, count, attributes }: NodePlan): Value[] {
  const dot = operator.lastIndexOf('.');
  const [domain, op] = [operator.slice(0, Math.max(0, dot)), operator.slice(dot + 1)];
  if (domain !== '') parts.domains[domain] = 1;
  const plain = `${prefix}${op}`;
  const number = parts.counts.get(plain) ?? 0;
  parts.counts.set(plain, number + 1);
  const name = number === 0 ? plain : `${plain}_${number}`;
  const outputs = Array.from({ length: count }, (_, index) => (count === 1 ? name : `${name}:${index}`));
  parts.nodes.push({ op, inputs, outputs, name, ...(Object.keys(attributes).length > 0 && { attributes }), ...(domain !== '' && { domain }) });
  return outputs;
}

function addOutput(parts: Parts, value: Value, port: GraphPort): void {
  parts.nodes.push({ op: 'Identity', inputs: [value], outputs: [port.name], name: port.name });
  parts.outputs.push(port);
}
