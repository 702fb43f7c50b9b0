import tf from '@tensorflow/tfjs';
import { currentRecorder } from '../compile/current-recorder.ts';
import { scanGradient } from './scan-gradient.ts';
import { scanRecorded, type RecordedScan } from './scan-recorded.ts';
import type { Tensors } from '../train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

tf.registerGradient({
  kernelName: 'AffektScan',
  gradFunc: (slopes, _saved, attributes) => scanGradient((attributes as unknown as ScanAttributes).call, [slopes].flat()),
});

/** What one step of a scan is given: the carry, this step's slices of the inputs (without the time axis), and the constants. */
export interface ScanStep {
  readonly carry: Tensors;
  readonly inputs: Tensors;
  readonly constants: Tensors;
}

/** What one step makes: the next carry, with the names, shapes and types of the last one, and this step's outputs. */
export interface ScanResult {
  readonly carry: Tensors;
  readonly outputs: Tensors;
}

/** One step. It reads only what it is given, and known numbers (`tf.scalar(2)`). */
export type ScanBody = (step: ScanStep) => ScanResult;

/** What a scan runs over. */
export interface ScanOperands {
  /** State before the first step, any shapes. */
  readonly carry: Tensors;
  /** Sequences of shape `[T, …]`, at least one, all of the same T. */
  readonly inputs: Tensors;
  /** What every step reads unchanged: parameters, masks of dropout. */
  readonly constants?: Tensors;
  /** Goes from the last step to the first; outputs stay in the inputs' order. Default `false`. */
  readonly reverse?: boolean;
}

/**
 * Runs `body` once for each step along the leading axis of the inputs and returns the last carry, and the outputs of all steps as
 * `[T, …]`. Gradients reach the carry, the inputs and the constants. While compiling it is one ONNX `Scan` however large T is.
 *
 * @throws RangeError when there is no input, or their T differ
 * @throws Error while compiling, when `body` reads a traced tensor that it was not given
 * @example
 * const { outputs } = scan(({ carry, inputs }) => {
 *   const sum = carry.sum!.add(inputs.x!);
 *   return { carry: { sum }, outputs: { sum } };
 * }, { carry: { sum: tf.zeros([3]) }, inputs: { x } });
 */
export function scan(body: ScanBody, operands: ScanOperands): ScanResult {
  const length = lengthOf(operands.inputs);
  const recorder = currentRecorder();
  return recorder ? scanRecorded(recorder, body, { operands, length }) : scanEagerly(body, operands, length);
}

interface ScanAttributes {
  readonly call: RecordedScan;
}

function lengthOf(inputs: Tensors): number {
  const lengths = new Set(Object.values(inputs).map(({ shape }) => shape[0]));
  const [length] = lengths;
  if (length === undefined || lengths.size > 1) {
    const shapes = Object.entries(inputs).map(([name, { shape }]) => `${name} [${shape.join(', ')}]`);
    throw new RangeError(`scan: the inputs are ${shapes.join(', ') || 'none'}. Give at least one, all with the same leading axis.`);
  }
  return length;
}

function scanEagerly(body: ScanBody, { carry, inputs, constants = {}, reverse = false }: ScanOperands, length: number): ScanResult {
  const slices = Object.entries(inputs).map(([name, input]) => [name, length === 1 ? [tf.squeeze(input, [0])] : tf.unstack(input)] as const);
  const steps = Array.from({ length }, (_, index) => (reverse ? length - 1 - index : index));
  const outputs: Record<string, Tensor[]> = {};
  let current = carry;
  for (const at of steps) {
    const step = body({ carry: current, inputs: Object.fromEntries(slices.map(([name, all]) => [name, all[at]!])), constants });
    current = step.carry;
    for (const [name, output] of Object.entries(step.outputs)) (outputs[name] ??= [])[at] = output;
  }
  return { carry: current, outputs: Object.fromEntries(Object.entries(outputs).map(([name, all]) => [name, tf.stack(all)])) };
}
