import tf from '@tensorflow/tfjs';
import { freeze, freezeAll, thawAll, type Frozen } from './frozen.ts';
import { directionsOf, type Direction, type RecurrentOptions, type RecurrentWeights } from './recurrent-weights.ts';
import { readingOrder } from './reading-order.ts';
import type { Attribute, GraphNode } from '../onnx/model.ts';
import type { Recorder } from '../compile/recorder.ts';
import type { Tensor } from '@tensorflow/tfjs';

const DIRECTIONS = { forward: 'forward', backward: 'reverse', both: 'bidirectional' } as const;

/** What a recurrent layer is given, as recorded. */
export type RecurrentOperands = Readonly<Record<'x' | keyof RecurrentWeights, Tensor>> & { readonly mask?: Tensor };

/** A recorded recurrent layer: its kernel's attribute. */
export interface RecurrentCall {
  readonly recorder: Recorder;
  readonly direction: Direction;
  readonly operands: Readonly<Record<string, Frozen>>;
  /** States, then cells where there are some: shape `[T, D, B, H]`. */
  readonly results: readonly Frozen[];
  /** The nodes that compute them. */
  readonly nodes: readonly GraphNode[];
}

/** Which of ONNX's operators computes the states, and what computes the rest. */
interface RecurrentKind {
  readonly op: 'LSTM' | 'GRU';
  readonly kernelName: string;
  /** Results besides the states; what nobody reads is dropped. */
  readonly others: (operands: RecurrentOperands) => readonly Tensor[];
}

/** Records a recurrent layer from zero states as ONNX's operator, and returns its states (and further results). */
export function recordRecurrent(recorder: Recorder, { op, kernelName, others }: RecurrentKind, { direction, ...given }: RecurrentOperands & Pick<RecurrentOptions, 'direction'>): readonly Tensor[] {
  const operands = freezeAll(recorder, given as Record<string, Tensor>);
  const from = recorder.nodes.length;
  const { x, weight, recurrence, bias, mask } = given;
  const [directions, , hidden] = recurrence.shape as [number, number, number];
  const lengths = mask === undefined ? [] : [mask.sum(0).toInt()];
  const attributes: Record<string, Attribute> = { hidden_size: hidden, direction: DIRECTIONS[direction], ...(op === 'GRU' && { linear_before_reset: 1 }) };
  const name = recorder.emit(op, [x, weight, recurrence, bias, ...lengths].map((tensor) => recorder.name(tensor)), attributes);
  const states = { name, shape: [x.shape[0], directions, x.shape[1]!, hidden], dtype: 'float32' } as const;
  const results = [states, ...others(given).map((tensor) => freeze(recorder, tensor))];
  const call: RecurrentCall = { recorder, direction, operands, results, nodes: recorder.nodes.slice(from) };
  return tf.engine().runKernel(kernelName, { x, weight, recurrence, bias }, { call } as unknown as tf.NamedAttrMap) as unknown as Tensor[];
}

/**
 * Puts `record` in the place of the nodes of `call` and returns everything that it makes. A gradient needs what happens at each frame, which ONNX's
 * operators do not tell.
 *
 * @param record returns tensors of shape `[T, D, B, H]`, each direction in its own order of time
 * @param results which of them are the results of the call
 */
export function recordInstead<Key extends string>(call: RecurrentCall, record: (operands: RecurrentOperands) => Readonly<Record<Key, Tensor>>, results: readonly NoInfer<Key>[]): Record<Key, Tensor> {
  const { recorder, direction, operands } = call;
  const { result: made, nodes } = recorder.nested(() => {
    const tensors = record(thawAll(recorder, operands) as unknown as RecurrentOperands);
    const outer = results.map((key) => recorder.name(readingOrder(tensors[key], directionsOf(direction))));
    return { tensors: freezeAll(recorder, tensors), outer };
  });
  const renamed = call.results.map(({ name }, index): GraphNode => ({ op: 'Identity', inputs: [made.outer[index]!], outputs: [name] }));
  recorder.replace(call.nodes, [...nodes, ...renamed]);
  return thawAll(recorder, made.tensors);
}
