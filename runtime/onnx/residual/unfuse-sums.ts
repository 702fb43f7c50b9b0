import type { GraphNode } from '../model.ts';
import { bytesOf, readFields, toFloats, toText } from '../read-protobuf.ts';
import { newNode } from '../surgery/new-parts.ts';
import type { DocumentNode, OnnxDocument } from '../surgery/onnx-document.ts';

/** Fused operators of com.microsoft that add and normalise in one, with what normalises. */
const FUSED: Readonly<Record<string, string>> = { SkipLayerNormalization: 'LayerNormalization', SkipSimplifiedLayerNormalization: 'SimplifiedLayerNormalization' };

/** Returns the document with each sum in a node of its own. ONNX Runtime joins them again when it loads the file. */
export function unfuseSums(document: OnnxDocument): OnnxDocument {
  if (!document.nodes.some(({ op }) => FUSED[op] !== undefined)) return document;
  return { ...document, nodes: document.nodes.flatMap((node) => (FUSED[node.op] === undefined ? [node] : unfuse(node, FUSED[node.op]!))) };
}

function unfuse(node: DocumentNode, norm: string): DocumentNode[] {
  const { inputs, outputs } = node;
  const [input, skip, scale] = inputs as [string, string, string];
  const [shift, bias] = norm === 'LayerNormalization' ? [inputs[3], inputs[4]] : [undefined, inputs[3]];
  const [normalised, mean, deviation, given] = outputs as [string, string?, string?, string?];
  const sum = given === undefined || given === '' ? `${normalised}.sum` : given;
  const biased = bias === undefined || bias === '' ? undefined : `${normalised}.biased`;
  const nodes: GraphNode[] = [
    ...(biased === undefined ? [] : [{ op: 'Add', inputs: [input, bias!], outputs: [biased], name: biased }]),
    { op: 'Add', inputs: [biased ?? input, skip], outputs: [sum], name: `${normalised}/sum` },
    { op: norm, inputs: [sum, scale, ...(shift === undefined || shift === '' ? [] : [shift])], outputs: withoutEmptyEnd([normalised, mean ?? '', deviation ?? '']), name: node.name, attributes: { axis: -1, epsilon: { float: epsilonOf(node) } } },
  ];
  return nodes.map(newNode);
}

function epsilonOf({ bytes }: DocumentNode): number {
  for (const { number, value } of readFields(bytes)) {
    if (number !== 5) continue;
    const fields = new Map([...readFields(bytesOf(value))].map((field) => [field.number, field.value]));
    if (toText(fields.get(1)!) === 'epsilon') return toFloats(fields.get(2)!)[0]!;
  }
  return 1e-12; // ONNX Runtime's default for these
}

function withoutEmptyEnd(names: readonly string[]): string[] {
  return names.slice(0, names.findLastIndex((name) => name !== '') + 1);
}
