import type { ScanSequence, ScanState } from '../compile/scan-node.ts';
import type { GraphNode } from '../onnx/model.ts';
import type { Recorder } from '../compile/recorder.ts';

/** How the gradients of a constant, one a step, are added up. */
export interface StepSum {
  readonly states: readonly ScanState[];
  /** Nodes of the step. */
  readonly inside: readonly GraphNode[];
  readonly outputs: readonly ScanSequence[];
  /** What of the forward step is needed outside, of all steps together. */
  readonly saves: readonly string[];
  /** Nodes after the scan. */
  readonly after: readonly GraphNode[];
}

interface SumOptions {
  /** Name of the gradient inside a step, and outside. */
  readonly gradient: string;
  readonly sum: string;
  readonly shape: readonly number[];
  /** Name of zeros of that shape. */
  readonly zero: string;
  readonly backward: readonly GraphNode[];
  /** Outer names of what the step is given of sequences. */
  readonly sequences: ReadonlyMap<string, string>;
  /** What the forward step is given or makes anew each time. */
  readonly varying: ReadonlySet<string>;
}

/**
 * Returns how to add up a constant's gradients: where each is a product `aᵀ b` or a sum of rows, by one product or sum of all steps'
 * rows after the scan; else step by step in a state.
 */
export function sumOverSteps(recorder: Recorder, options: SumOptions): StepSum {
  const { gradient, sum, shape, zero, backward } = options;
  const producer = backward.find((node) => node.outputs.includes(gradient));
  const rows = producer === undefined ? [] : rowsOf(recorder, producer);
  if (rows.length > 0) return sumAfterwards(recorder, options, rows);
  return {
    states: [{ inner: `${sum}/before`, next: `${sum}/after`, initial: zero, final: sum, type: 'float32', rank: shape.length }],
    inside: [{ op: 'Add', inputs: [`${sum}/before`, gradient], outputs: [`${sum}/after`] }],
    outputs: [],
    saves: [],
    after: [],
  };
}

/** Returns the names of the matrices whose rows' products, or of the matrix whose rows' sum, the node makes. */
function rowsOf(recorder: Recorder, { op, inputs, attributes = {} }: GraphNode): readonly string[] {
  if (op === 'Gemm' && attributes.transA === 1 && attributes.transB !== 1 && inputs.length === 2) return inputs;
  if (op !== 'ReduceSum' || attributes.keepdims !== 0) return [];
  const axes = recorder.constants.find(({ name }) => name === inputs[1])?.data;
  return axes?.length === 1 && Number(axes[0]) === 0 && recorder.describe(inputs[0]!).shape.length === 2 ? [inputs[0]!] : [];
}

function sumAfterwards(recorder: Recorder, { sum, shape, sequences, varying }: SumOptions, rows: readonly string[]): StepSum {
  const known = (name: string) => sequences.has(name) || varying.has(name);
  const flat = rows.map((_, index) => `${sum}/rows${index}`);
  const reshapes = rows.map((name, index): GraphNode => {
    const width = recorder.int64([-1, shape[rows.length === 1 ? 0 : index]!]);
    return { op: 'Reshape', inputs: [sequences.get(name) ?? `${name}/all`, width], outputs: [flat[index]!] };
  });
  const total: GraphNode =
    rows.length === 2
      ? { op: 'Gemm', inputs: flat, outputs: [sum], attributes: { transA: 1 } }
      : { op: 'ReduceSum', inputs: [flat[0]!, recorder.int64([0])], outputs: [sum], attributes: { keepdims: 0 } };
  return {
    states: [],
    inside: [],
    outputs: rows.filter((name) => !known(name)).map((name) => ({ inner: name, all: `${name}/all`, type: 'float32', rank: 2 })),
    saves: rows.filter((name) => varying.has(name) && !sequences.has(name)),
    after: [...reshapes, total],
  };
}
