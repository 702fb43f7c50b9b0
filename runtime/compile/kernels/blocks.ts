import tf from '@tensorflow/tfjs';
import { kernel, type KernelTable } from '../kernel.ts';
import { shapes } from './shape.ts';
import { slicing } from './slicing.ts';
import type { Recorder } from '../recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

interface One {
  readonly x: TensorInfo;
}

/** Splits, reorders and joins axes as tfjs's own helpers say. */
function regroup(recorder: Recorder, x: TensorInfo, { block, toSpace }: { block: number[]; toSpace: boolean }): TensorInfo {
  const size = tf.util.sizeFromShape(block);
  const split = tf.backend_util.getReshaped(x.shape, block, size, toSpace);
  const order = tf.backend_util.getPermuted(split.length, block.length, toSpace);
  const joined = tf.backend_util.getReshapedPermuted(x.shape, block, size, toSpace);
  const apart = shapes.Reshape!(recorder, { x }, { shape: split }) as TensorInfo;
  const ordered = shapes.Transpose!(recorder, { x: apart }, { perm: order }) as TensorInfo;
  return shapes.Reshape!(recorder, { x: ordered }, { shape: joined }) as TensorInfo;
}

/** Kernels that move blocks of space into the batch and back. */
export const blocks: KernelTable = {
  SpaceToBatchND: kernel<One, { blockShape: number[]; paddings: number[][] }>((recorder, { x }, { blockShape, paddings }) => {
    const all = x.shape.map((_, axis) => paddings[axis - 1] ?? [0, 0]);
    return regroup(recorder, slicing.PadV2!(recorder, { x }, { paddings: all }) as TensorInfo, { block: blockShape, toSpace: false });
  }),
  BatchToSpaceND: kernel<One, { blockShape: number[]; crops: number[][] }>((recorder, { x }, { blockShape, crops }) => {
    const whole = regroup(recorder, x, { block: blockShape, toSpace: true });
    const begin = tf.backend_util.getSliceBeginCoords(crops, blockShape.length);
    const size = tf.backend_util.getSliceSize(whole.shape, crops, blockShape.length);
    return slicing.Slice!(recorder, { x: whole }, { begin, size });
  }),
};
