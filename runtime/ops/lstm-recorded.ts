import tf from '@tensorflow/tfjs';
import { isZero } from './is-zero.ts';
import { lstmSteps } from './lstm-steps.ts';
import { readingOrder } from './reading-order.ts';
import { recurrentGradients } from './recurrent-gradients.ts';
import { recordInstead, recordRecurrent, type RecurrentCall, type RecurrentOperands } from './record-recurrent.ts';
import { directionsOf, type RecurrentOptions, type RecurrentWeights } from './recurrent-weights.ts';
import { scan, type ScanBody } from './scan.ts';
import { thawAll } from './frozen.ts';
import type { Recorder } from '../compile/recorder.ts';
import type { LstmResult } from './lstm.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Records ONNX's `LSTM`, and a scan for cells that somebody reads. Where gradients are taken, the scan computes the states too. */
export function lstmRecorded(recorder: Recorder, x: Tensor, { direction, mask, ...weights }: RecurrentWeights & RecurrentOptions): LstmResult {
  const others = () => [readingOrder(lstmSteps(x, weights, { direction, mask }).cell, directionsOf(direction))];
  const [states, cells] = recordRecurrent(recorder, { op: 'LSTM', kernelName: 'AffektLstm', others }, { x, direction, ...weights, ...(mask && { mask }) });
  return { states: states!, cells: cells! };
}

tf.registerGradient({
  kernelName: 'AffektLstm',
  gradFunc: (slopes, _saved, attributes) => lstmGradient((attributes as unknown as { readonly call: RecurrentCall }).call, slopes as [Tensor, Tensor]),
});

function lstmGradient(call: RecurrentCall, [ofStates, ofCells]: [Tensor, Tensor]): Record<string, () => Tensor> {
  const { recorder, direction, operands } = call;
  const backward = directionsOf(direction);
  const record = ({ x, mask, ...weights }: RecurrentOperands) => lstmSteps(x, weights, { direction, mask });
  const { input, output, forget, candidate, cell, state } = recordInstead(call, record, ['state', 'cell']);
  const { x, weight, recurrence } = thawAll(recorder, operands) as unknown as RecurrentOperands;
  const gain = input.mul(candidate);
  const kept = cell.sub(gain);
  // What each gate's sum is multiplied by: of the cell for input, forget and candidate; of the state for output
  const factors = tf.concat([gain.sub(gain.mul(input)), state.sub(state.mul(output)), kept.sub(kept.mul(forget)), input.sub(gain.mul(candidate))], 3);
  const { outputs } = scan(stepBack, {
    carry: { cell: tf.zeros(cell.shape.slice(1)), state: tf.zeros(cell.shape.slice(1)) },
    inputs: {
      state: readingOrder(ofStates, backward),
      ...(!isZero(recorder, ofCells) && { cell: readingOrder(ofCells, backward) }),
      through: output.sub(state.mul(tf.tanh(cell))),
      factors,
      forget,
    },
    constants: { recurrence },
    reverse: true,
  });
  return recurrentGradients({ x, states: state, weight, sums: outputs.sums!, backward });
}

/** The carry is what comes from later frames, to the cell and to the state. */
const stepBack: ScanBody = ({ carry, inputs, constants }) => {
  const state = inputs.state!.add(carry.state!);
  const later = inputs.cell === undefined ? carry.cell! : carry.cell!.add(inputs.cell);
  const cell = later.add(state.mul(inputs.through!));
  const sums = tf.concat([cell, state, cell, cell], 2).mul(inputs.factors!);
  return { carry: { cell: cell.mul(inputs.forget!), state: tf.matMul(sums, constants.recurrence!) }, outputs: { sums } };
};
