import { kernel, type KernelTable } from '../kernel.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

interface LayerNormInputs {
  readonly x: TensorInfo;
  readonly gain: TensorInfo;
  readonly bias: TensorInfo;
}

/** Normalisation along the last axis: gives the result, the means and the inverse deviations, the last two of shape `[..., 1]`. */
export const fusedNormalisation: KernelTable = {
  AffektLayerNorm: kernel<LayerNormInputs, { epsilon: number }>((recorder, { x, gain, bias }, { epsilon }) => {
    const inputs = [x, gain, bias].map((tensor) => recorder.name(tensor));
    const outputs = recorder.emitMany('LayerNormalization', inputs, { count: 3, attributes: { axis: -1, epsilon: { float: epsilon } } });
    const statistic = [...x.shape.slice(0, -1), 1];
    return outputs.map((name, index) => recorder.result(name, index === 0 ? x.shape : statistic, 'float32'));
  }),
};
