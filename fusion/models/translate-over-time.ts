import tf from '@tensorflow/tfjs';
import { linear } from '../../runtime/ops/linear.ts';
import { scan, type ScanBody } from '../../runtime/ops/scan.ts';
import { uniformFanIn } from '../../runtime/train/initialiser.ts';
import { additiveMemory } from './additive-memory.ts';
import { attendAdditively, type AdditiveMemory } from './attend-additively.ts';
import { encodeJoint } from './encode-joint.ts';
import { previousFrames } from './previous-frames.ts';
import type { Translator, TranslatorOptions } from './translator.ts';
import type { Scope, Tensors } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

const HIDDEN = -1e9;

/**
 * Returns the translator of Pham et al. (2019): an LSTM that decodes frame after frame of each clip. It is shown the last frame of the translation (before the
 * first: zeros), or with probability `teacherForcing` the true one, and what its state attends to of the joint representation.
 */
export function translateOverTime(options: TranslatorOptions): Translator {
  return {
    encode: (scope, source, extent) => ({ ...encodeJoint(scope.in('encoder'), source, { ...options, mask: extent }), extent }),
    decode(scope, { joint, state, extent }, target) {
      const decoder = scope.in('decoder');
      const hide = tf.mul(tf.sub(1, extent), HIDDEN);
      const memory = { ...additiveMemory(decoder.in('attention'), joint), hide };
      const taught = tf.cast(tf.less(decoder.uniform([target.shape[0], target.shape[1]!, 1]), options.teacherForcing), 'float32');
      const inputs = { truth: tf.transpose(previousFrames(target), [1, 0, 2]), taught: tf.transpose(taught, [1, 0, 2]) };
      const carry = { state, cell: tf.zerosLike(state), frame: tf.zeros([target.shape[0], target.shape[2]!]) };
      const { outputs } = scan(translate, { carry, inputs, constants: { ...memory, ...declareDecoder(decoder, options.hidden, target.shape[2]!) } });
      return tf.transpose(outputs.frame!, [1, 0, 2]);
    },
  };
}

function declareDecoder(scope: Scope, hidden: number, dimensions: number) {
  const recurrent = uniformFanIn(hidden);
  const readout = uniformFanIn(2 * hidden);
  return {
    gates: scope.parameter('lstm/weight', [dimensions + 2 * hidden, 4 * hidden], recurrent),
    gatesBias: scope.parameter('lstm/bias', [4 * hidden], recurrent),
    frame: scope.parameter('frame/weight', [2 * hidden, dimensions], readout),
    frameBias: scope.parameter('frame/bias', [dimensions], readout),
  };
}

const translate: ScanBody = ({ carry, inputs, constants }) => {
  const shown = tf.add(carry.frame!, tf.mul(inputs.taught!, tf.sub(inputs.truth!, carry.frame!)));
  const context = attendAdditively(carry.state!, constants as Tensors & AdditiveMemory);
  const gates = linear(tf.concat([shown, context, carry.state!], 1), constants.gates!, constants.gatesBias);
  const [input, forget, candidate, output] = tf.split(gates, 4, 1) as [Tensor, Tensor, Tensor, Tensor];
  const cell = tf.add(tf.mul(tf.sigmoid(forget), carry.cell!), tf.mul(tf.sigmoid(input), tf.tanh(candidate)));
  const state = tf.mul(tf.sigmoid(output), tf.tanh(cell));
  const frame = linear(tf.concat([state, context], 1), constants.frame!, constants.frameBias);
  return { carry: { state, cell, frame }, outputs: { frame } };
};
