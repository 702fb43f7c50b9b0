import type { DocumentNode, OnnxDocument } from './onnx-document.ts';
import { readsOf } from './sort-nodes.ts';

/** Returns the document without nodes, weights and notes on values that no output depends on. Inputs stay, so that it is fed as before. */
export function dropDead(document: OnnxDocument): OnnxDocument {
  const wanted = new Set(document.outputs.map(({ name }) => name));
  const kept: DocumentNode[] = [];
  for (const node of document.nodes.toReversed()) {
    if (!node.outputs.some((name) => wanted.has(name))) continue;
    kept.push(node);
    for (const name of readsOf(node)) wanted.add(name);
  }
  const nodes = kept.reverse();
  const made = new Set(nodes.flatMap(({ outputs }) => outputs));
  const read = <Named extends { readonly name: string }>(all: readonly Named[]) => all.filter(({ name }) => wanted.has(name));
  return { ...document, nodes, tensors: read(document.tensors), defaults: read(document.defaults), values: document.values.filter(({ name }) => made.has(name)) };
}
