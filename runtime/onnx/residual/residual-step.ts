import { nodesBetween } from './between.ts';
import type { DataFlow } from './data-flow.ts';

/** An addition of a value to what was made of it: half a block, as a rule. */
export interface ResidualStep {
  /** Place of the node that adds. */
  readonly node: number;
  /** The value as it was. */
  readonly skip: string;
  /** Nodes that make the other term of it. */
  readonly branch: readonly number[];
  /** The sum. */
  readonly sum: string;
  readonly kind: 'attention' | 'other';
}

/** What does not keep a value from being the same state. */
const PASSING = ['Identity', 'Cast', 'Dropout', 'Mul', 'Div'];

/** Returns every step in a graph, in order. Fused ones are to be taken apart before. */
export function findResidualSteps(flow: DataFlow): ResidualStep[] {
  return flow.nodes.flatMap(({ op, inputs, outputs }, node) => {
    if ((op !== 'Add' && op !== 'Sum') || inputs.length !== 2 || !inputs.every((name) => flow.isData(name))) return [];
    const [a, b] = inputs as [string, string];
    const found = stepFrom(flow, a, b) ?? stepFrom(flow, b, a);
    return found === undefined ? [] : [{ ...found, node, sum: outputs[0]! }];
  });
}

/** `skip`, or what it is a multiple of, with the nodes that make `branch` of it. */
function stepFrom(flow: DataFlow, skip: string, branch: string): Pick<ResidualStep, 'skip' | 'branch' | 'kind'> | undefined {
  for (let value: string | undefined = skip; value !== undefined; value = before(flow, value)) {
    const nodes = nodesBetween(flow, value, branch);
    if (nodes.length > 0) return { skip: value, branch: nodes, kind: attends(flow, nodes) ? 'attention' : 'other' };
  }
  return undefined;
}

/** The value that this one passes on, or is a constant multiple of. */
function before(flow: DataFlow, value: string): string | undefined {
  const node = flow.maker(value);
  if (node < 0 || !PASSING.includes(flow.nodes[node]!.op)) return undefined;
  const data = flow.dataReads(node).filter((name) => flow.isData(name));
  return data.length === 1 ? data[0] : undefined;
}

/** Whether tokens meet: by a softmax, a fused attention, or a product of two things that were made. */
function attends(flow: DataFlow, branch: readonly number[]): boolean {
  const made = new Set(branch.flatMap((node) => flow.nodes[node]!.outputs));
  return branch.some((node) => {
    const { op, inputs } = flow.nodes[node]!;
    return op === 'Softmax' || op.includes('Attention') || (['MatMul', 'Einsum'].includes(op) && inputs.every((name) => made.has(name)));
  });
}
