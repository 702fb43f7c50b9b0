import tf from '@tensorflow/tfjs';
import { gruSteps } from './gru-steps.ts';
import { readingOrder } from './reading-order.ts';
import { recurrentGradients } from './recurrent-gradients.ts';
import { recordInstead, recordRecurrent, type RecurrentCall, type RecurrentOperands } from './record-recurrent.ts';
import { directionsOf, type RecurrentOptions, type RecurrentWeights } from './recurrent-weights.ts';
import { scan, type ScanBody } from './scan.ts';
import { thawAll } from './frozen.ts';
import { validFrames } from './valid-frames.ts';
import type { Recorder } from '../compile/recorder.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Records ONNX's `GRU`. Where gradients are taken, a scan computes the states. */
export function gruRecorded(recorder: Recorder, x: Tensor, { direction, mask, ...weights }: RecurrentWeights & RecurrentOptions): Tensor {
  return recordRecurrent(recorder, { op: 'GRU', kernelName: 'AffektGru', others: () => [] }, { x, direction, ...weights, ...(mask && { mask }) })[0]!;
}

tf.registerGradient({
  kernelName: 'AffektGru',
  gradFunc: (slope, _saved, attributes) => gruGradient((attributes as unknown as { readonly call: RecurrentCall }).call, [slope].flat()[0]!),
});

function gruGradient(call: RecurrentCall, slope: Tensor): Record<string, () => Tensor> {
  const { recorder, direction, operands } = call;
  const backward = directionsOf(direction);
  const record = ({ x, mask, ...weights }: RecurrentOperands) => gruSteps(x, weights, { direction, mask });
  const { update, reset, candidate, product, state } = recordInstead(call, record, ['state']);
  const { x, weight, recurrence, mask } = thawAll(recorder, operands) as unknown as RecurrentOperands;
  const valid = mask && validFrames(mask, backward);
  const before = tf.pad(state.slice([0, 0, 0, 0], [state.shape[0] - 1, ...state.shape.slice(1)]), [[1, 0], [0, 0], [0, 0], [0, 0]]);
  const keep = valid === undefined ? update : update.mul(valid);
  const renew = valid === undefined ? tf.sub(1, update) : valid.sub(keep);
  const ofCandidate = renew.sub(renew.mul(candidate.square()));
  const ofReset = ofCandidate.mul(reset);
  const { outputs } = scan(stepBack, {
    carry: { state: tf.zeros(state.shape.slice(1)) },
    inputs: {
      state: readingOrder(slope, backward),
      keep,
      factors: tf.concat([before.sub(candidate).mul(renew.mul(update)), product.mul(ofReset.sub(ofReset.mul(reset))), ofReset], 3),
    },
    constants: { recurrence },
    reverse: true,
  });
  const [ofUpdate, ofResets] = tf.split(outputs.sums!, 3, 3) as [Tensor, Tensor, Tensor];
  const sums = tf.concat([ofUpdate, ofResets, outputs.state!.mul(ofCandidate)], 3);
  return recurrentGradients({ x, states: state, weight, sums, recurrentSums: outputs.sums!, backward });
}

/** The carry is what comes from later frames. The gradients of all sums are the state's times what the gates say. */
const stepBack: ScanBody = ({ carry, inputs, constants }) => {
  const state = inputs.state!.add(carry.state!);
  const sums = tf.concat([state, state, state], 2).mul(inputs.factors!);
  return { carry: { state: state.mul(inputs.keep!).add(tf.matMul(sums, constants.recurrence!)) }, outputs: { state, sums } };
};
