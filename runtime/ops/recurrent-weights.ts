import type { Tensor } from '@tensorflow/tfjs';

/** Which way a recurrent layer reads; `'both'` runs the two side by side. */
export type Direction = 'forward' | 'backward' | 'both';

/** Parameters of a recurrent layer, laid out as ONNX has them; D is the number of directions, G of gates. */
export interface RecurrentWeights {
  /** Of the inputs: shape `[D, G·H, I]`. */
  readonly weight: Tensor;
  /** Of the state before: shape `[D, G·H, H]`. */
  readonly recurrence: Tensor;
  /** Shape `[D, 2·G·H]`: added to the inputs' products, then to the state's. */
  readonly bias: Tensor;
}

/** How a recurrent layer reads its frames. */
export interface RecurrentOptions {
  readonly direction: Direction;
  /** Shape `[T, B]`: 1 at frames, 0 at padding, which comes at the end. Default: no padding. */
  readonly mask?: Tensor | undefined;
}

/** Returns for each direction whether it goes backward in time, in the order of the weights. */
export function directionsOf(direction: Direction): readonly boolean[] {
  return direction === 'both' ? [false, true] : [direction === 'backward'];
}
