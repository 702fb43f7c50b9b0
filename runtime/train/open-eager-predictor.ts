import tf from '@tensorflow/tfjs';
import { neverDrawn } from './weight-scope.ts';
import type { ExportOptions } from './export-onnx.ts';
import { StepScope } from './step-scope.ts';
import type { Tensor } from '../tensor.ts';
import type { Predictor } from './predictor.ts';
import type { TrainerState } from './trainer.ts';

/** Returns a predictor that runs each operation at once on tfjs's current backend. */
export function openEagerPredictor({ predict }: Pick<ExportOptions, 'predict'>): Predictor {
  let weights: TrainerState['tensors'] = {};
  const tensor = ({ name, shape }: { readonly name: string; readonly shape: readonly number[] }) => tf.tensor((weights[`parameter:${name}`] ?? weights[`running:${name}`])!.data, [...shape]);
  return {
    load: (tensors) => Promise.resolve(void (weights = tensors)),
    async predict(feeds) {
      const outputs = tf.tidy(() => {
        const inputs = Object.entries(feeds).map(([name, { data, dims, type }]) => [name, tf.tensor(data as Float32Array, [...dims], type as 'float32')] as const);
        return { ...predict(new StepScope({ training: false, tensor, draw: neverDrawn }), Object.fromEntries(inputs)) };
      });
      const results = await Promise.all(Object.entries(outputs).map(async ([name, output]) => [name, { type: 'float32', dims: output.shape, data: Float32Array.from(await output.data()) } satisfies Tensor] as const));
      tf.dispose(outputs);
      return Object.fromEntries(results);
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
