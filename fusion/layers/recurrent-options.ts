import type { Direction } from '../../runtime/ops/recurrent-weights.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** How a recurrent layer is built. */
export interface RecurrentLayerOptions {
  /** Length H of a state. */
  readonly hidden: number;
  /** Shape `[B, T]`: 1 at frames, 0 at padding, which comes at the end. Default: no padding. */
  readonly mask?: Tensor | undefined;
  /** Default `'forward'`. */
  readonly direction?: Direction | undefined;
}
