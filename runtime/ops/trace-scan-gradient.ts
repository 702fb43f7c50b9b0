import tf from '@tensorflow/tfjs';
import { splitInvariant } from '../compile/split-invariant.ts';
import { enterStep, operandsOf, toPort, type EnteredStep, type RecordedScan } from './scan-recorded.ts';
import type { ScanPort } from '../compile/scan-node.ts';
import type { GraphNode } from '../onnx/model.ts';
import type { Recorder } from '../compile/recorder.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** A step that was recorded together with its gradient. */
export interface TracedGradient {
  readonly step: EnteredStep;
  /** The step itself. */
  readonly forward: readonly GraphNode[];
  /** The gradient, which reads what the step made. */
  readonly backward: readonly GraphNode[];
  /** Names inside the step of the next carry, then of the outputs. */
  readonly results: readonly string[];
  /** For each result that a gradient comes from: the gradient, by the result's place. */
  readonly slopes: ReadonlyMap<number, ScanPort>;
  /** Names inside the step of the operands' gradients, by `carry/h`, `inputs/x`, `constants/w`. */
  readonly gradients: ReadonlyMap<string, string>;
  /** What differs from step to step and is there before the gradient begins. */
  readonly varying: ReadonlySet<string>;
}

/** Separates the step from its gradient among the recorded nodes. */
const MARK: GraphNode = { op: 'Mark', inputs: [], outputs: [] };

/** Records the step of `call` with its gradient, given that gradients come from the results at `sources`. */
export function traceScanGradient(recorder: Recorder, call: RecordedScan, sources: readonly number[]): TracedGradient {
  const { result: traced, nodes } = recorder.nested(() => {
    const step = enterStep(recorder, call);
    const operands = Object.entries(operandsOf(step.tensors)).filter(([, { dtype }]) => dtype === 'float32');
    const results: Tensor[] = [];
    const slopes = new Map<number, Tensor>();
    const score = () => {
      const { carry, outputs } = call.body(step.tensors);
      results.push(...call.carry.map(({ key }) => carry[key]!), ...Object.values(outputs));
      for (const index of sources) slopes.set(index, tf.keep(toTensor(recorder.argument(results[index]!.shape, 'float32'))));
      const names = results.map((result) => recorder.name(result));
      recorder.nodes.push(MARK);
      named.push(...names);
      return meet(sources.map((index) => results[index]!), [...slopes.values()]);
    };
    const named: string[] = [];
    const gradients = differentiate(score, operands.map(([, tensor]) => tensor));
    const found = operands.flatMap(([key], index) => (gradients[index] ? [[key, recorder.name(gradients[index])] as const] : []));
    const ports = [...slopes].map(([index, slope]) => [index, toPort(recorder.name(slope), slope)] as const);
    return { step, results: named, slopes: new Map(ports), gradients: new Map(found) };
  });
  const at = nodes.indexOf(MARK);
  const forward = nodes.slice(0, at);
  const given = [...traced.step.carry, ...traced.step.inputs].map(({ inner }) => inner);
  const made = splitInvariant(forward, given).varying.flatMap((node) => node.outputs);
  return { ...traced, forward, backward: nodes.slice(at + 1), varying: new Set([...given, ...made]) };
}

/** Returns a scalar whose gradient by each of `results` is the tensor in `slopes` at its place. */
function meet(results: readonly Tensor[], slopes: readonly Tensor[]): Tensor {
  return tf.customGrad(() => ({ value: tf.scalar(0), gradFunc: () => slopes.map((slope) => slope.clone()) }))(...results);
}

/** As tfjs's `grads`, but within the backward part of another one, whose tape it leaves alone; `undefined` where nothing depends. */
function differentiate(score: () => Tensor, operands: Tensor[]): readonly (Tensor | undefined)[] {
  const { state } = tf.engine();
  const tape = state.activeTape;
  try {
    return tf.engine().gradients(score, operands, undefined, true).grads;
  } finally {
    state.activeTape = tape;
  }
}

function toTensor(info: tf.TensorInfo): Tensor {
  return tf.engine().makeTensorFromTensorInfo(info);
}
