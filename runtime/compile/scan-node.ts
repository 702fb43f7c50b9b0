import type { GraphNode, GraphPort } from '../onnx/model.ts';
import type { RecordedType } from './recorded-type.ts';

/** A tensor inside a scan's body. */
export interface ScanPort {
  readonly inner: string;
  readonly type: RecordedType;
  readonly rank: number;
}

/** State that each step takes over from the last. */
export interface ScanState extends ScanPort {
  readonly initial: string;
  /** Name inside the body of the state after a step. */
  readonly next: string;
  readonly final: string;
}

/** A tensor of each step, and outside the name of all steps' together along a leading axis. */
export interface ScanSequence extends ScanPort {
  readonly all: string;
}

/** An ONNX Scan. */
export interface ScanPlan {
  readonly states: readonly ScanState[];
  readonly inputs: readonly ScanSequence[];
  readonly outputs: readonly ScanSequence[];
  readonly nodes: readonly GraphNode[];
  readonly reverse: boolean;
}

/** Returns the `Scan` node. Its body leaves sizes open, so that it is the same for every size of the tensors. */
export function toScanNode({ states, inputs, outputs, nodes, reverse }: ScanPlan): GraphNode {
  const made = new Set(nodes.flatMap((node) => node.outputs));
  const copies: GraphNode[] = [];
  const results = [
    ...states.map(({ next, final, type, rank }) => ({ name: next, outer: final, type, rank })),
    ...outputs.map(({ inner, all, type, rank }) => ({ name: inner, outer: all, type, rank })),
  ].map(({ name, outer, type, rank }) => {
    if (made.delete(name)) return toPort(name, type, rank);
    // What the step did not make itself, or gives twice, leaves it as a copy
    copies.push({ op: 'Identity', inputs: [name], outputs: [`${outer}/step`] });
    return toPort(`${outer}/step`, type, rank);
  });
  const body = { name: 'step', nodes: [...nodes, ...copies], inputs: [...states, ...inputs].map(({ inner, type, rank }) => toPort(inner, type, rank)), outputs: results };
  return {
    op: 'Scan',
    inputs: [...states.map(({ initial }) => initial), ...inputs.map(({ all }) => all)],
    outputs: [...states.map(({ final }) => final), ...outputs.map(({ all }) => all)],
    attributes: {
      body: { graph: body },
      num_scan_inputs: inputs.length,
      ...(reverse && { scan_input_directions: inputs.map(() => 1), scan_output_directions: outputs.map(() => 1) }),
    },
  };
}

function toPort(name: string, type: RecordedType, rank: number): GraphPort {
  return { name, type, dims: Array.from({ length: rank }, (_, axis) => `${name}.${axis}`) };
}
