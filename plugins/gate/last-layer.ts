import type { Attribute, GraphNode, Initializer, Model } from '../../runtime/onnx/model.ts';
import { denseWeights } from './dense-weights.ts';
import { fixedValues } from './fixed-values.ts';
import { GateError } from './gate-error.ts';
import type { LinearHead } from './linear-head.ts';

/** Where the last layer of a classifier reads, and its weights. */
export interface LastLayer {
  /** Where the units come from, side by side; several for a head that is the mean of several. */
  readonly sources: readonly UnitSource[];
  readonly head: LinearHead;
}

/** A value of the graph that units are read from. */
export interface UnitSource {
  /** Its last axes are the units, `[…, width]`; of an averaged convolution, its input `[rows, channels, …]`. */
  readonly value: string;
  readonly width: number;
  /** Present where the last layer is a convolution whose outputs are averaged over all positions: the units are then the mean patch that it looks at, `[channels, …kernel]`. */
  readonly convolution?: AveragedConvolution;
}

/** A convolution, but for its weights. */
export interface AveragedConvolution {
  /** Sides of the kernel. */
  readonly kernel: readonly number[];
  /** Of the node: strides, margins, dilations. */
  readonly attributes: Readonly<Record<string, Attribute>>;
}

interface Term extends UnitSource {
  readonly weight: Float32Array;
  readonly classes: number;
}

/** How a value counts in the logits: times `factor`, averaged over all positions or not. */
interface Way {
  readonly factor: number;
  /** Axes of the average, where there is one; `spatial`: all but the first two. */
  readonly mean?: readonly number[] | 'spatial' | undefined;
}

interface Search {
  readonly maker: ReadonlyMap<string, GraphNode>;
  readonly constant: (name: string | undefined) => Initializer | undefined;
  readonly terms: Term[];
  readonly biases: Float64Array[];
}

/** What passes values on as they are, */
const SAME: readonly string[] = ['Identity', 'Cast', 'Dropout'];
/** or only shapes them anew. */
const PASSING: readonly string[] = [...SAME, 'Reshape', 'Squeeze', 'Unsqueeze', 'Flatten'];

/**
 * Returns the last layer of a classifier in ONNX: the product with fixed weights whose sums become its logits, or the convolution whose outputs are averaged into them (which is the same product, with the mean
 * patch of its input). It is looked for upwards from `output`, past softmax, a product that adds up classes after it, and sums and means of several such layers, as a head of several folds has them.
 *
 * @param subject named in errors
 * @param output default the one named `expression.logits` or `logits`, else `expression`, else the first
 * @throws GateError when there is none
 */
export function findLastLayer(model: Model, { subject, output = outputOf(model) }: { readonly subject: string; readonly output?: string }): LastLayer {
  const constants = fixedValues(model);
  const maker = new Map(model.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  const search: Search = { maker, constant: (name) => constants.get(name ?? ''), terms: [], biases: [] };
  const fault = visit(toLogits(output, search), { factor: 1 }, search);
  const classes = search.terms[0]?.classes ?? 0;
  if (fault !== undefined || classes === 0) throw new GateError('NO_LAST_LAYER', { subject, detail: `no last layer is found: ${fault ?? 'its output is fixed'}` });
  if (classes < 2 || search.terms.some((term) => term.classes !== classes)) throw new GateError('NOT_A_CLASSIFIER', { subject, detail: `its output "${output}" has ${classes} class` });
  return { sources: search.terms.map(({ value, width, convolution }) => ({ value, width, ...(convolution === undefined ? {} : { convolution }) })), head: toHead(search, classes) };
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
function visit(value: string, way: Way, search: Search): string | undefined {
  const node = search.maker.get(value);
  if (node === undefined) return `"${value}" is an input`;
  const first = node.inputs[0]!;
  if ((way.mean === undefined ? PASSING : SAME).includes(node.op)) return visit(first, way, search);
  if (way.mean === undefined && (node.op === 'Gemm' || node.op === 'MatMul')) return addProduct(node, way.factor, search);
  if (node.op === 'Conv') return addConvolution(node, way, search);
  if (node.op === 'GlobalAveragePool' || node.op === 'ReduceMean') return visit(first, { ...way, mean: axesOf(node, search) }, search);
  if (node.op === 'Add' || node.op === 'Sum') return visitSum(node.inputs, way, search);
  const factor = scaleOf(node, search);
  return factor === undefined ? `"${value}" is made by ${node.op}` : visit(first, { ...way, factor: way.factor * factor }, search);
}

/** Of a product with, or a division by, one fixed number. */
function scaleOf({ op, inputs }: GraphNode, { constant }: Search): number | undefined {
  const scalar = constant(inputs[1]);
  if (scalar?.data.length !== 1 || (op !== 'Div' && op !== 'Mul')) return undefined;
  return op === 'Div' ? 1 / Number(scalar.data[0]) : Number(scalar.data[0]);
}

function visitSum(inputs: readonly string[], way: Way, search: Search): string | undefined {
  for (const input of inputs) {
    const fixed = search.constant(input);
    if (fixed !== undefined) search.biases.push(Float64Array.from(fixed.data as Float32Array, (each) => each * way.factor));
    const fault = fixed === undefined ? visit(input, way, search) : undefined;
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function addProduct({ op, inputs, attributes = {} }: GraphNode, factor: number, search: Search): string | undefined {
  const [weight, bias] = [search.constant(inputs[1]), search.constant(inputs[2])];
  if (weight?.type !== 'float32' || weight.dims.length !== 2 || attributes.transA === 1) return `the ${op} that makes it has no fixed weights of 32-bit floats`;
  const scale = factor * floatOf(attributes.alpha);
  const [rows, columns] = attributes.transB === 1 ? weight.dims.toReversed() : weight.dims;
  const data = weight.data as Float32Array;
  const at = (unit: number, label: number) => data[attributes.transB === 1 ? label * rows! + unit : unit * columns! + label]! * scale;
  search.terms.push({ value: inputs[0]!, width: rows!, classes: columns!, weight: Float32Array.from({ length: rows! * columns! }, (_, index) => at(Math.floor(index / columns!), index % columns!)) });
  if (bias !== undefined) search.biases.push(Float64Array.from(bias.data as Float32Array, (each) => each * factor * floatOf(attributes.beta)));
  return undefined;
}

/** A convolution counts where its outputs are averaged over all positions, or where there is only one, since its input is averaged. */
function addConvolution({ inputs, attributes = {} }: GraphNode, { factor, mean }: Way, search: Search): string | undefined {
  const [weight, bias] = [search.constant(inputs[1]), search.constant(inputs[2])];
  if (weight?.type !== 'float32' || (bias === undefined && (inputs[2] ?? '') !== '')) return 'the Conv that makes it has no fixed weights of 32-bit floats';
  const [classes, , ...kernel] = weight.dims as [number, number, ...number[]];
  const group = typeof attributes.group === 'number' ? attributes.group : 1;
  const isPooled = mean === undefined && kernel.every((side) => side === 1) && search.maker.get(inputs[0]!)?.op === 'GlobalAveragePool';
  if (!isPooled && !isSpatial(mean, kernel.length)) return 'the Conv that makes it is not averaged over all positions';
  const dense = denseWeights(weight, group);
  const convolution = { kernel, attributes };
  search.terms.push({ value: inputs[0]!, width: dense.length / classes, classes, weight: dense.map((each) => each * factor), ...(isPooled ? {} : { convolution }) });
  if (bias !== undefined) search.biases.push(Float64Array.from(bias.data as Float32Array, (each) => each * factor));
  return undefined;
}

/** Of a mean. Those of ReduceMean are an attribute, or from version 18 on a second input. */
function axesOf({ op, inputs, attributes = {} }: GraphNode, { constant }: Search): Way['mean'] {
  if (op === 'GlobalAveragePool') return 'spatial';
  if (Array.isArray(attributes.axes)) return attributes.axes as readonly number[];
  return Array.from(constant(inputs[1])?.data ?? [], Number);
}

function isSpatial(mean: Way['mean'], sides: number): boolean {
  if (mean === undefined || mean === 'spatial') return mean === 'spatial';
  const places = mean.map((axis) => (axis < 0 ? axis + sides + 2 : axis));
  return places.length === sides && places.every((axis) => axis >= 2);
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
