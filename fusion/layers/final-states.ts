import tf from '@tensorflow/tfjs';
import { directionsOf, type Direction } from '../../runtime/ops/recurrent-weights.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns the state in which each direction ends, shape `[B, D·H]`: forward at the last frame that is not padding (zeros where all is), backward at the first.
 *
 * @param states shape `[T, D, B, H]`
 * @param mask shape `[T, B]`
 */
export function finalStates(states: Tensor, direction: Direction, mask?: Tensor): Tensor {
  const [length, , batch, hidden] = states.shape as [number, number, number, number];
  const parts = directionsOf(direction).map((backward, index) => {
    const at = (frame: number, frames: number) => states.slice([frame, index, 0, 0], [frames, 1, batch, hidden]);
    if (backward) return at(0, 1).reshape([batch, hidden]);
    if (mask === undefined) return at(length - 1, 1).reshape([batch, hidden]);
    return tf.sum(at(0, length).reshape([length, batch, hidden]).mul(endsOf(mask).expandDims(2)), 0);
  });
  return tf.concat(parts, 1);
}

/** One at each sequence's last frame, zero elsewhere. */
function endsOf(mask: Tensor): Tensor {
  const [length, batch] = mask.shape as [number, number];
  return length === 1 ? mask : mask.sub(tf.concat([mask.slice([1, 0], [length - 1, batch]), tf.zeros([1, batch])], 0));
}
