import type { DocumentNode, OnnxDocument } from './onnx-document.ts';
import { OnnxFileError } from './onnx-file-error.ts';

/**
 * Returns the nodes in an order in which each one's inputs exist before it: their own where it is one.
 *
 * @throws OnnxFileError BAD_GRAPH when nodes wait for each other in a circle, something is read that nothing makes, or two nodes make the same
 */
export function sortNodes({ path, nodes, tensors, inputs, outputs }: Pick<OnnxDocument, 'path' | 'nodes' | 'tensors' | 'inputs' | 'outputs'>, functions: boolean): DocumentNode[] {
  const fail = (detail: string) => new OnnxFileError('BAD_GRAPH', { path, detail });
  const makers = new Map<string, DocumentNode | undefined>([...inputs, ...tensors].map(({ name }) => [name, undefined]));
  for (const node of nodes) {
    for (const name of node.outputs.filter((each) => each !== '')) {
      if (makers.has(name)) throw fail(`its graph makes "${name}" twice`);
      makers.set(name, node);
    }
  }
  const lacking = outputs.find(({ name }) => !makers.has(name));
  if (lacking !== undefined) throw fail(`nothing makes its output "${lacking.name}"`);
  const waiting = nodes.map((node) => {
    const reads = readsOf(node);
    const unmade = reads.find((name) => !makers.has(name));
    if (unmade !== undefined && !functions) throw fail(`${describe(node)} reads "${unmade}", which nothing makes`);
    return { node, makers: new Set(reads.flatMap((name) => makers.get(name) ?? [])) };
  });
  return inOrder(waiting, (node) => fail(`its graph goes in a circle, through ${describe(node)}`));
}

/** Returns everything that a node reads. */
export function readsOf({ inputs, captured }: Pick<DocumentNode, 'inputs' | 'captured'>): string[] {
  return [...inputs.filter((name) => name !== ''), ...captured];
}

interface Waiting {
  readonly node: DocumentNode;
  readonly makers: ReadonlySet<DocumentNode>;
}

/** Goes through the list again and again, taking what is ready: once where it is in order already. */
function inOrder(waiting: readonly Waiting[], circle: (node: DocumentNode) => Error): DocumentNode[] {
  const done = new Set<DocumentNode>();
  for (let rest = waiting; rest.length > 0; ) {
    const later = rest.filter(({ node, makers }) => {
      if (![...makers].every((maker) => done.has(maker))) return true;
      done.add(node);
      return false;
    });
    if (later.length === rest.length) throw circle(later[0]!.node);
    rest = later;
  }
  return [...done];
}

function describe({ op, name, outputs }: DocumentNode): string {
  return `the node "${name === '' ? (outputs[0] ?? '') : name}" (${op})`;
}
