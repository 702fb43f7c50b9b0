import tf from '@tensorflow/tfjs';
import { pruneNodes } from '../compile/prune-nodes.ts';
import { elementTypeOf } from '../compile/recorded-type.ts';
import { splitInvariant } from '../compile/split-invariant.ts';
import { toScanNode, type ScanPort, type ScanSequence, type ScanState } from '../compile/scan-node.ts';
import type { GraphNode } from '../onnx/model.ts';
import type { Recorder } from '../compile/recorder.ts';
import type { Tensors } from '../train/scope.ts';
import type { ScanBody, ScanOperands, ScanResult, ScanStep } from './scan.ts';
import type { DataType, Tensor } from '@tensorflow/tfjs';

/** A tensor around a scan: its key in the operands, its name in the graph, and its shape and type as a step sees it. */
export interface Operand {
  readonly key: string;
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: DataType;
}

/** A scan that has been recorded, with what its gradient needs. */
export interface RecordedScan {
  readonly recorder: Recorder;
  readonly body: ScanBody;
  readonly reverse: boolean;
  readonly length: number;
  readonly carry: readonly Operand[];
  readonly inputs: readonly Operand[];
  readonly constants: readonly Operand[];
  /** The carry after the last step, then the outputs, as tensors outside. */
  readonly results: readonly Operand[];
  /** The nodes in the graph now; the gradient puts others there, with further outputs. */
  nodes: readonly GraphNode[];
}

/** Records `body` once, as one ONNX `Scan`, and returns what comes out of it. */
export function scanRecorded(recorder: Recorder, body: ScanBody, { operands, length }: { operands: ScanOperands; length: number }): ScanResult {
  const { carry, inputs, constants = {}, reverse = false } = operands;
  const around = { carry: describe(recorder, carry), inputs: describe(recorder, inputs, 1), constants: describe(recorder, constants) };
  const { result: traced, nodes } = recorder.nested(() => {
    const step = enterStep(recorder, around);
    const next = body(step.tensors);
    assertSameCarry(carry, next.carry);
    const named = (tensors: Tensors) => Object.entries(tensors).map(([key, tensor]) => ({ key, shape: tensor.shape, dtype: tensor.dtype, name: recorder.name(tensor) }));
    return { step, carry: around.carry.map(({ key }) => recorder.name(next.carry[key]!)), outputs: named(next.outputs) };
  });
  const states = around.carry.map((operand, index) => ({ ...traced.step.carry[index]!, initial: operand.name, next: traced.carry[index]!, final: recorder.newName() }));
  const outputs = traced.outputs.map((output) => ({ ...toPort(output.name, output), all: recorder.newName() }));
  const recorded = emitScan(recorder, { states, inputs: traced.step.inputs, outputs, nodes, reverse });
  const results = [
    ...around.carry.map((operand, index) => ({ ...operand, name: states[index]!.final })),
    ...traced.outputs.map(({ key, shape, dtype }, index) => ({ key, name: outputs[index]!.all, shape: [length, ...shape], dtype })),
  ];
  const call: RecordedScan = { recorder, body, reverse, length, ...around, results, nodes: recorded };
  const tensors = tf.engine().runKernel('AffektScan', operandsOf(operands), { call } as unknown as tf.NamedAttrMap) as unknown as Tensor[];
  const keyed = results.map(({ key }, index) => [key, tensors[index]!] as const);
  return { carry: Object.fromEntries(keyed.slice(0, around.carry.length)), outputs: Object.fromEntries(keyed.slice(around.carry.length)) };
}

/** A step being recorded: its tensors, and the ports that they are. */
export interface EnteredStep {
  readonly tensors: ScanStep;
  readonly carry: readonly ScanPort[];
  readonly inputs: readonly ScanSequence[];
}

/** Returns tensors that stand for what a step is given. Called inside the graph of the step. */
export function enterStep(recorder: Recorder, around: Pick<RecordedScan, 'carry' | 'inputs' | 'constants'>): EnteredStep {
  const enter = (operands: readonly Operand[]) => operands.map(({ key, shape, dtype }) => [key, toTensor(recorder.argument(shape, dtype))] as const);
  const [carry, inputs] = [enter(around.carry), enter(around.inputs)];
  const constants = around.constants.map(({ key, name, shape, dtype }) => [key, toTensor(recorder.result(name, shape, dtype))] as const);
  return {
    tensors: { carry: Object.fromEntries(carry), inputs: Object.fromEntries(inputs), constants: Object.fromEntries(constants) },
    carry: carry.map(([, tensor]) => toPort(recorder.name(tensor), tensor)),
    inputs: inputs.map(([, tensor], index) => ({ ...toPort(recorder.name(tensor), tensor), all: around.inputs[index]!.name })),
  };
}

/** Returns the keys under which operands are given to tfjs's engine: `carry/h`, `inputs/x`, `constants/w`. */
export function operandsOf({ carry, inputs, constants = {} }: ScanOperands): Record<string, Tensor> {
  return Object.fromEntries(Object.entries({ carry, inputs, constants }).flatMap(([kind, tensors]) => Object.entries(tensors).map(([key, tensor]) => [`${kind}/${key}`, tensor])));
}

export function toPort(inner: string, { shape, dtype }: { shape: readonly number[]; dtype: DataType }): ScanPort {
  return { inner, type: elementTypeOf(dtype), rank: shape.length };
}

interface ScanParts {
  readonly states: readonly ScanState[];
  readonly inputs: readonly ScanSequence[];
  readonly outputs: readonly ScanSequence[];
  readonly nodes: readonly GraphNode[];
  readonly reverse: boolean;
}

/** Appends a scan, after those nodes of its body that are the same at every step. */
function emitScan(recorder: Recorder, parts: ScanParts): readonly GraphNode[] {
  const nodes = buildScan(parts);
  recorder.nodes.push(...nodes);
  return nodes;
}

/** Returns a scan without what nobody needs, after those nodes of its body that are the same at every step. */
export function buildScan({ states, inputs, outputs, nodes, reverse }: ScanParts): readonly GraphNode[] {
  const needed = pruneNodes(nodes, [...states.map(({ next }) => next), ...outputs.map(({ inner }) => inner)]);
  const { varying, invariant } = splitInvariant(needed, [...states, ...inputs].map(({ inner }) => inner));
  return [...invariant, toScanNode({ states, inputs, outputs, nodes: varying, reverse })];
}

function describe(recorder: Recorder, tensors: Tensors, leading = 0): Operand[] {
  return Object.entries(tensors).map(([key, tensor]) => ({ key, name: recorder.name(tensor), shape: tensor.shape.slice(leading), dtype: tensor.dtype }));
}

function toTensor(info: tf.TensorInfo): Tensor {
  return tf.engine().makeTensorFromTensorInfo(info);
}

function assertSameCarry(before: Tensors, after: Tensors): void {
  for (const [key, { shape, dtype }] of Object.entries(before)) {
    const next = after[key];
    if (next?.shape.join() === shape.join() && next.dtype === dtype) continue;
    throw new RangeError(`scan: the carry "${key}" is ${dtype} [${shape.join(', ')}] before a step and ${next === undefined ? 'missing' : `${next.dtype} [${next.shape.join(', ')}]`} after it. Let the step return the shape it is given.`);
  }
}
