import type { GraphNode, Initializer, Model } from '../../runtime/onnx/model.ts';
import { GateError } from './gate-error.ts';
import type { LinearHead } from './linear-head.ts';

/** Where the last layer of a classifier reads, and its weights. */
export interface LastLayer {
  /** Values whose last axes side by side are the units, each `[…, width]`; several for a head that is the mean of several. */
  readonly sources: readonly { readonly value: string; readonly width: number }[];
  readonly head: LinearHead;
}

interface Term {
  readonly value: string;
  readonly weight: Float32Array;
  readonly width: number;
  readonly classes: number;
}

interface Search {
  readonly maker: ReadonlyMap<string, GraphNode>;
  readonly constant: (name: string | undefined) => Initializer | undefined;
  readonly terms: Term[];
  readonly biases: Float64Array[];
}

/** What passes values on as they are, or only shapes them anew. */
const PASSING: readonly string[] = ['Identity', 'Reshape', 'Squeeze', 'Unsqueeze', 'Flatten', 'Cast', 'Dropout'];

/**
 * Returns the last layer of a classifier in ONNX: the product with fixed weights whose sums become its logits. It is looked for upwards from `output`, past softmax, a product that adds up classes
 * after it, and sums and means of several such layers, as a head of several folds has them.
 *
 * @param subject named in errors
 * @param output default the one named `expression.logits` or `logits`, else `expression`, else the first
 * @throws GateError when there is none
 */
export function findLastLayer(model: Model, { subject, output = outputOf(model) }: { readonly subject: string; readonly output?: string }): LastLayer {
  const constants = new Map((model.initializers ?? []).map((each) => [each.name, each]));
  for (const { op, outputs, attributes } of model.nodes) {
    const value = op === 'Constant' ? attributes?.value : undefined;
    if (typeof value === 'object' && 'tensor' in value) constants.set(outputs[0]!, value.tensor);
  }
  const maker = new Map(model.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  const search: Search = { maker, constant: (name) => constants.get(name ?? ''), terms: [], biases: [] };
  const fault = visit(toLogits(output, search), 1, search);
  const classes = search.terms[0]?.classes ?? 0;
  if (fault !== undefined || classes === 0) throw new GateError('NO_LAST_LAYER', { subject, detail: `no last layer is found: ${fault ?? 'its output is fixed'}` });
  if (classes < 2 || search.terms.some((term) => term.classes !== classes)) throw new GateError('NOT_A_CLASSIFIER', { subject, detail: `its output "${output}" has ${classes} class` });
  return { sources: search.terms.map(({ value, width }) => ({ value, width })), head: toHead(search, classes) };
}

function outputOf({ outputs }: Model): string {
  const names = outputs.map(({ name }) => name);
  return ['expression.logits', 'logits', 'expression'].find((name) => names.includes(name)) ?? names[0]!;
}

/** Returns the value before the softmax nearest to the output, where there is one: what follows it works on probabilities. */
function toLogits(output: string, { maker, constant }: Search): string {
  let value = output;
  for (let node = maker.get(value); node !== undefined; node = maker.get(value)) {
    if (node.op === 'Softmax' || node.op === 'LogSoftmax') return node.inputs[0]!;
    if (!PASSING.includes(node.op) && !(node.op === 'MatMul' && constant(node.inputs[1]) !== undefined)) break;
    value = node.inputs[0]!;
  }
  return output;
}

/** Adds the layers that `value` is a sum of; returns what is in the way, if anything is. */
function visit(value: string, factor: number, search: Search): string | undefined {
  const node = search.maker.get(value);
  if (node === undefined) return `"${value}" is an input`;
  const [first, second, third] = node.inputs as [string, string | undefined, string | undefined];
  if (PASSING.includes(node.op)) return visit(first, factor, search);
  if (node.op === 'Gemm' || node.op === 'MatMul') return addTerm(node, { factor, bias: search.constant(third) }, search);
  if (node.op === 'Add' || node.op === 'Sum') return visitSum(node.inputs, factor, search);
  const scalar = search.constant(second);
  if ((node.op === 'Div' || node.op === 'Mul') && scalar?.data.length === 1) return visit(first, node.op === 'Div' ? factor / Number(scalar.data[0]) : factor * Number(scalar.data[0]), search);
  return `"${value}" is made by ${node.op}`;
}

function visitSum(inputs: readonly string[], factor: number, search: Search): string | undefined {
  for (const input of inputs) {
    const fixed = search.constant(input);
    if (fixed !== undefined) search.biases.push(Float64Array.from(fixed.data as Float32Array, (each) => each * factor));
    const fault = fixed === undefined ? visit(input, factor, search) : undefined;
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function addTerm({ op, inputs, attributes = {} }: GraphNode, { factor, bias }: { readonly factor: number; readonly bias: Initializer | undefined }, search: Search): string | undefined {
  const weight = search.constant(inputs[1]);
  if (weight?.type !== 'float32' || weight.dims.length !== 2 || attributes.transA === 1) return `the ${op} that makes it has no fixed weights of 32-bit floats`;
  const scale = factor * floatOf(attributes.alpha);
  const [rows, columns] = attributes.transB === 1 ? weight.dims.toReversed() : weight.dims;
  const data = weight.data as Float32Array;
  const at = (unit: number, label: number) => data[attributes.transB === 1 ? label * rows! + unit : unit * columns! + label]! * scale;
  search.terms.push({ value: inputs[0]!, width: rows!, classes: columns!, weight: Float32Array.from({ length: rows! * columns! }, (_, index) => at(Math.floor(index / columns!), index % columns!)) });
  if (bias !== undefined) search.biases.push(Float64Array.from(bias.data as Float32Array, (each) => each * factor * floatOf(attributes.beta)));
  return undefined;
}

function floatOf(attribute: unknown): number {
  return typeof attribute === 'object' && attribute !== null && 'float' in attribute ? (attribute as { readonly float: number }).float : 1;
}

function toHead({ terms, biases }: Search, classes: number): LinearHead {
  const width = terms.reduce((sum, term) => sum + term.width, 0);
  const weight = new Float32Array(width * classes);
  let filled = 0;
  for (const term of terms) {
    weight.set(term.weight, filled);
    filled += term.weight.length;
  }
  const bias = Float32Array.from({ length: classes }, (_, label) => biases.reduce((sum, each) => sum + (each.length === 1 ? each[0]! : each[label]!), 0));
  return { weight, bias, width, classes };
}
