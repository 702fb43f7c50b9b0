import { bytesOf, readFields, toText } from '../read-protobuf.ts';
import { UnsupportedModel } from '../unsupported-model.ts';
import type { DocumentNode } from './onnx-document.ts';

/**
 * Returns a NodeProto, which stays in its bytes.
 *
 * @throws ProtobufError when the bytes are none; UnsupportedModel when a constant inside keeps its values in another file
 */
export function readNode(bytes: Uint8Array): DocumentNode {
  const [inputs, outputs, captured]: [string[], string[], string[]] = [[], [], []];
  let [op, domain, name, scope] = ['', '', '', ''];
  for (const { number, value } of readFields(bytes)) {
    if (number === 1) inputs.push(toText(value));
    else if (number === 2) outputs.push(toText(value));
    else if (number === 3) name = toText(value);
    else if (number === 4) op = toText(value);
    else if (number === 5) captured.push(...capturedBy(bytesOf(value)));
    else if (number === 7) domain = toText(value);
    else if (number === 9) scope ||= scopeIn(bytesOf(value));
  }
  return { op, domain: domain === 'ai.onnx' ? '' : domain, name, scope, inputs, outputs, captured: [...new Set(captured)], bytes };
}

/** The module that PyTorch's exporter notes for a node: `['', 'encoder', 'encoder.layer.1', 'view_4']` is in `encoder.layer.1`. */
function scopeIn(entry: Uint8Array): string {
  if (nameOf(entry, 1) !== 'pkg.torch.onnx.name_scopes') return '';
  return [...nameOf(entry, 2).matchAll(/'([^']*)'/g)].at(-2)?.[1] ?? '';
}

/** What the graphs in an AttributeProto read of the graphs around them. */
function capturedBy(attribute: Uint8Array): string[] {
  return [...readFields(attribute)].flatMap(({ number, value }) => {
    if (number === 5 || number === 10) refuseExternal(bytesOf(value));
    return number === 6 || number === 11 ? readsOfGraph(bytesOf(value)) : [];
  });
}

function readsOfGraph(graph: Uint8Array): string[] {
  const own = new Set<string>();
  const reads: string[] = [];
  for (const { number, value } of readFields(graph)) {
    if (number === 1) {
      const node = readNode(bytesOf(value));
      reads.push(...node.inputs, ...node.captured);
      node.outputs.forEach((name) => own.add(name));
    } else if (number === 5) own.add(nameOf(bytesOf(value), 8));
    else if (number === 11) own.add(nameOf(bytesOf(value), 1));
    else if (number === 12) reads.push(nameOf(bytesOf(value), 1));
  }
  return reads.filter((name) => name !== '' && !own.has(name));
}

/** Returns the text in field `field` of a message, `''` where there is none. */
export function nameOf(message: Uint8Array, field: number): string {
  for (const { number, value } of readFields(message)) if (number === field) return toText(value);
  return '';
}

function refuseExternal(tensor: Uint8Array): void {
  for (const { number } of readFields(tensor)) if (number === 13) throw new UnsupportedModel('a constant inside a node keeps its values in another file');
}
