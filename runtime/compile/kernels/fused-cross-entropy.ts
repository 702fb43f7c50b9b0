import { kernel, type KernelTable } from '../kernel.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

/** Cross-entropy of each row, with the logarithms of the probabilities as a second output. */
export const fusedCrossEntropy: KernelTable = {
  AffektSoftmaxCrossEntropy: kernel<{ readonly logits: TensorInfo; readonly targets: TensorInfo }>((recorder, { logits, targets }) => {
    const logProbabilities = recorder.emit('LogSoftmax', [recorder.name(logits)], { axis: -1 });
    const chosen = recorder.emit('Mul', [logProbabilities, recorder.name(targets)]);
    const sum = recorder.emit('ReduceSum', [chosen, recorder.int64([-1])], { keepdims: 0 });
    return [
      recorder.result(recorder.emit('Neg', [sum]), logits.shape.slice(0, -1), 'float32'),
      recorder.result(logProbabilities, logits.shape, 'float32'),
    ];
  }),
};
