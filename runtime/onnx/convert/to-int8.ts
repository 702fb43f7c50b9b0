import type { GraphNode, Initializer } from '../model.ts';
import { bytesOf, readFields, toFloats, toNumber, toText } from '../read-protobuf.ts';
import { dropDead } from '../surgery/drop-dead.ts';
import { newNode, newTensor } from '../surgery/new-parts.ts';
import type { DocumentNode, DocumentTensor, OnnxDocument } from '../surgery/onnx-document.ts';
import { FEWEST_VALUES, type Converted } from './converted.ts';
import { countOf, isFloat, readFloats } from './float-values.ts';
import { quantiseMatrix } from './quantise-matrix.ts';

const FLOAT = 1;
/** Two products of a byte without and one with sign must fit 16 bits: older processors add them up in as many (AVX2 without VNNI), and cut off what is beyond. */
const PRODUCTS = { along: 'columns', largest: 63 } as const;
const TABLES = { along: 'rows', largest: 127 } as const;

/**
 * Resolves with a document whose products with weights (MatMul, Gemm) run in eight bits (weights in seven, so that every processor computes the same), and whose tables that are looked up (Gather) are stored so. Weights have a scale for each
 * column, tables for each row; what is multiplied with weights is quantised anew in each run (`DynamicQuantizeLinear`). Convolutions stay.
 *
 * @throws the signal's reason
 */
export async function toInt8(document: OnnxDocument, signal?: AbortSignal): Promise<Converted> {
  const fixed = new Set(document.defaults.map(({ name }) => name));
  const weights = new Map(document.tensors.filter((tensor) => isFloat(tensor) && tensor.dims.length === 2 && countOf(tensor) >= FEWEST_VALUES && !fixed.has(tensor.name)).map((tensor) => [tensor.name, tensor]));
  const added = new Map<string, Initializer>();
  const quantised = new Set<string>();
  const nodes: DocumentNode[] = [];
  for (const node of document.nodes) {
    signal?.throwIfAborted();
    const plan = planOf(node, weights);
    if (plan === undefined) {
      nodes.push(node);
      continue;
    }
    const { constants, replacement } = await plan.make(quantised);
    constants.forEach((constant) => added.set(constant.name, constant));
    nodes.push(...replacement.map(newNode));
  }
  const smaller = dropDead({ ...document, nodes, tensors: [...document.tensors, ...[...added.values()].map(newTensor)] });
  const left = smaller.tensors.filter((tensor) => isFloat(tensor) && countOf(tensor) >= FEWEST_VALUES && !added.has(tensor.name)).length;
  return { document: smaller, changed: [...added.keys()].filter((name) => name.endsWith('bytes')).length, left };
}

interface Made {
  readonly constants: readonly Initializer[];
  readonly replacement: readonly GraphNode[];
}

/** How a node is replaced; nothing where it stays. `quantised` are the values for which a `DynamicQuantizeLinear` is there already. */
function planOf(node: DocumentNode, weights: ReadonlyMap<string, DocumentTensor>): { readonly make: (quantised: Set<string>) => Promise<Made> } | undefined {
  if (node.domain !== '') return undefined;
  const table = node.op === 'Gather' ? weights.get(node.inputs[0]!) : undefined;
  if (table !== undefined) return axisOf(node) === 0 ? { make: () => lookUp(node, table) } : undefined;
  const weight = ['MatMul', 'Gemm'].includes(node.op) ? weights.get(node.inputs[1]!) : undefined;
  if (weight === undefined) return undefined;
  const { transposed, isPlain } = node.op === 'Gemm' ? gemmOf(node) : { transposed: false, isPlain: true };
  return isPlain ? { make: (quantised) => multiply(node, weight, { transposed, quantised }) } : undefined;
}

async function lookUp({ inputs, outputs: [output], name }: DocumentNode, table: DocumentTensor): Promise<Made> {
  const [rows, columns] = table.dims as [number, number];
  const { bytes, scales } = quantiseMatrix(await readFloats(table), columns, TABLES);
  const of = (part: string) => `${table.name}.row-${part}`;
  const at = (part: string) => `${output!}.${part}`;
  return {
    constants: [{ name: of('bytes'), type: 'int8', dims: [rows, columns], data: bytes }, { name: of('scales'), type: 'float32', dims: [rows, 1], data: scales }],
    replacement: [
      { op: 'Gather', inputs: [of('bytes'), inputs[1]!], outputs: [at('bytes')], name: name === '' ? at('bytes') : name },
      { op: 'Gather', inputs: [of('scales'), inputs[1]!], outputs: [at('scales')], name: at('scales') },
      { op: 'Cast', inputs: [at('bytes')], outputs: [at('float')], name: at('float'), attributes: { to: FLOAT } },
      { op: 'Mul', inputs: [at('float'), at('scales')], outputs: [output!], name: at('value') },
    ],
  };
}

/** As ONNX Runtime joins it into one operator: `MatMulInteger`, widened, times the product of both scales. */
async function multiply({ inputs, outputs: [output], name }: DocumentNode, weight: DocumentTensor, { transposed, quantised }: { readonly transposed: boolean; readonly quantised: Set<string> }): Promise<Made> {
  const [first, second] = weight.dims as [number, number];
  const [rows, columns] = transposed ? [second, first] : [first, second];
  const values = await readFloats(weight);
  const { bytes, scales } = quantiseMatrix(transposed ? transpose(values, rows, columns) : values, columns, PRODUCTS);
  const of = (part: string) => `${weight.name}.${part}`;
  const at = (part: string) => `${output!}.${part}`;
  const [input, , bias] = inputs as [string, string, string?];
  const [x, scale, zero] = ['bytes', 'scale', 'zero'].map((part) => `${input}.in-${part}`) as [string, string, string];
  const isNew = !quantised.has(input);
  quantised.add(input);
  const hasBias = bias !== undefined && bias !== '';
  return {
    constants: [{ name: of('bytes'), type: 'int8', dims: [rows, columns], data: bytes }, { name: of('scales'), type: 'float32', dims: [columns], data: scales }],
    replacement: [
      ...(isNew ? [{ op: 'DynamicQuantizeLinear', inputs: [input], outputs: [x, scale, zero], name: x }] : []),
      { op: 'MatMulInteger', inputs: [x, of('bytes'), zero], outputs: [at('sums')], name: name === '' ? at('sums') : name },
      { op: 'Cast', inputs: [at('sums')], outputs: [at('float')], name: at('float'), attributes: { to: FLOAT } },
      { op: 'Mul', inputs: [scale, of('scales')], outputs: [at('scale')], name: at('scale') },
      { op: 'Mul', inputs: [at('float'), at('scale')], outputs: [hasBias ? at('product') : output!], name: at('product') },
      ...(hasBias ? [{ op: 'Add', inputs: [at('product'), bias], outputs: [output!], name: at('value') }] : []),
    ],
  };
}

function transpose(values: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from({ length: values.length }, (_, at) => values[(at % columns) * rows + Math.floor(at / columns)]!);
}

/** Numbers among the attributes of a node, by name. */
function numbersOf({ bytes }: DocumentNode): Readonly<Record<string, number>> {
  const attributes = [...readFields(bytes)].filter(({ number }) => number === 5).map(({ value }) => new Map([...readFields(bytesOf(value))].map((field) => [field.number, field.value])));
  return Object.fromEntries(attributes.map((fields) => [toText(fields.get(1)!), fields.has(3) ? toNumber(fields.get(3)!) : fields.has(2) ? toFloats(fields.get(2)!)[0]! : NaN]));
}

function axisOf(node: DocumentNode): number {
  return numbersOf(node).axis ?? 0;
}

function gemmOf(node: DocumentNode): { readonly transposed: boolean; readonly isPlain: boolean } {
  const { alpha = 1, beta = 1, transA = 0, transB = 0 } = numbersOf(node);
  return { transposed: transB === 1, isPlain: alpha === 1 && beta === 1 && transA === 0 };
}
