import tf from '@tensorflow/tfjs';
import { linear } from '../../runtime/ops/linear.ts';
import { scan, type ScanBody } from '../../runtime/ops/scan.ts';
import { uniformFanIn } from '../../runtime/train/initialiser.ts';
import { additiveMemory } from './additive-memory.ts';
import { attendAdditively, type AdditiveMemory } from './attend-additively.ts';
import { encodeJoint } from './encode-joint.ts';
import type { Translator, TranslatorOptions } from './translator.ts';
import type { Scope, Tensors } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns the translator as MERBench and Wen et al. (2024) published it, faults included: it takes the clips of a batch for the steps of time, so that the
 * frames t of all clips are one sequence and a clip's features depend on its companions; its decoder is always shown the truth, never tells the first clip, and
 * begins each step with an empty state, which leaves the forget gate and the recurrence of its LSTM without effect (they are no parameters here).
 */
export function translateOverBatch(options: TranslatorOptions): Translator {
  return {
    encode(scope, source, extent) {
      const { joint, state } = encodeJoint(scope.in('encoder'), tf.transpose(source, [1, 0, 2]), options);
      return { joint: tf.transpose(joint, [1, 0, 2]), state, extent };
    },
    decode: (scope, { joint, state }, target) => decode(scope.in('decoder'), { joint, state, target, hidden: options.hidden }),
  };
}

interface Decoding {
  readonly joint: Tensor;
  readonly state: Tensor;
  readonly target: Tensor;
  readonly hidden: number;
}

function decode(scope: Scope, { joint, state, target, hidden }: Decoding): Tensor {
  const [batch, time, dimensions] = target.shape as [number, number, number];
  const memory = additiveMemory(scope.in('attention'), tf.transpose(joint, [1, 0, 2]));
  const fanIn = uniformFanIn(hidden);
  const weight = scope.parameter('lstm/frame', [dimensions, 6 * hidden], fanIn);
  const bias = scope.parameter('lstm/bias', [6 * hidden], fanIn);
  const context = scope.parameter('lstm/context', [hidden, 6 * hidden], fanIn);
  const readout = uniformFanIn(2 * hidden);
  const frame = { weight: scope.parameter('frame/weight', [2 * hidden, dimensions], readout), bias: scope.parameter('frame/bias', [dimensions], readout) };
  const first = tf.zeros([1, time, dimensions]);
  if (batch === 1) return first;
  const shown = tf.slice(target, [0, 0, 0], [batch - 1, time, dimensions]);
  const { outputs } = scan(translate, { carry: { state }, inputs: { gates: linear(shown, weight, bias) }, constants: { ...memory, context } });
  return tf.concat([first, linear(outputs.read!, frame.weight, frame.bias)], 0);
}

/** One step of both directions: their gates input, candidate, output side by side. */
const translate: ScanBody = ({ carry, inputs, constants }) => {
  const seen = attendAdditively(carry.state!, constants as Tensors & AdditiveMemory);
  const gates = tf.add(inputs.gates!, linear(seen, constants.context!));
  const states = tf.split(gates, 2, 1).map((direction) => {
    const [input, candidate, output] = tf.split(direction, 3, 1) as [Tensor, Tensor, Tensor];
    return tf.mul(tf.sigmoid(output), tf.tanh(tf.mul(tf.sigmoid(input), tf.tanh(candidate))));
  });
  const state = tf.add(states[0]!, states[1]!);
  return { carry: { state }, outputs: { read: tf.concat([state, seen], 1) } };
};
