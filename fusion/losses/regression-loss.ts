import tf from '@tensorflow/tfjs';
import { concordanceLoss, type ConcordanceOptions } from './concordance-loss.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** A loss of valence or arousal, as written in a configuration. */
export type RegressionLoss =
  | ({ readonly kind: 'ccc' } & ConcordanceOptions)
  | { readonly kind: 'mse' }
  | { readonly kind: 'mae' }
  /** `ccc · (1 − CCC) + mse · MSE`. */
  | ({ readonly kind: 'mixed'; readonly ccc: number; readonly mse: number } & ConcordanceOptions);

/** Returns the loss that `loss` describes, a scalar. All shapes are the same, `[B]` or `[B, T]`; weight 0 leaves an item out. */
export function regressionLoss(predicted: Tensor, actual: Tensor, weight: Tensor, loss: RegressionLoss): Tensor {
  switch (loss.kind) {
    case 'ccc':
      return concordanceLoss(predicted, actual, weight, loss);
    case 'mse':
      return meanSquaredError(predicted, actual, weight);
    case 'mae':
      return meanAbsoluteError(predicted, actual, weight);
    case 'mixed': {
      const concordance = tf.mul(concordanceLoss(predicted, actual, weight, loss), loss.ccc);
      return tf.add(concordance, tf.mul(meanSquaredError(predicted, actual, weight), loss.mse));
    }
  }
}
