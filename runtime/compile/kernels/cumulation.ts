import tf from '@tensorflow/tfjs';
import { kernel, type KernelTable } from '../kernel.ts';
import type { Recorder } from '../recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

interface CumulationAttributes {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

/** The values moved along an axis, with ones where nothing came from. */
function shift(recorder: Recorder, name: string, { shape, axis, by, reverse }: { shape: readonly number[]; axis: number; by: number; reverse: boolean }): string {
  const size = shape[axis]!;
  const [begin, end] = reverse ? [by, size] : [0, size - by];
  const cut = recorder.emit('Slice', [name, recorder.int64([begin]), recorder.int64([end]), recorder.int64([axis])]);
  const amounts = new Array<number>(2 * shape.length).fill(0).with(reverse ? shape.length + axis : axis, by);
  return recorder.emit('Pad', [cut, recorder.int64(amounts), recorder.scalar(1)]);
}

/** Sums and products of all that came before along an axis. ONNX has no product: it is done in log₂ of the axis's size steps. */
export const cumulations: KernelTable = {
  Cumsum: kernel<{ readonly x: TensorInfo }, CumulationAttributes>((recorder, { x }, { axis, exclusive, reverse }) => {
    const [at] = tf.util.parseAxisParam(axis, x.shape);
    const name = recorder.emit('CumSum', [recorder.name(x), recorder.int64([at!])], { exclusive: Number(exclusive), reverse: Number(reverse) });
    return recorder.result(name, x.shape, x.dtype);
  }),
  Cumprod: kernel<{ readonly x: TensorInfo }, CumulationAttributes>((recorder, { x, ...rest }, { axis, exclusive, reverse }) => {
    const [at] = tf.util.parseAxisParam(axis, x.shape) as [number];
    if (x.dtype !== 'float32') throw new Error(`the product of ${x.dtype} values cannot be compiled, only of float32`);
    const place = { ...rest, shape: x.shape, axis: at, reverse };
    let name = exclusive ? shift(recorder, recorder.name(x), { ...place, by: 1 }) : recorder.name(x);
    for (let by = 1; by < x.shape[at]!; by *= 2) name = recorder.emit('Mul', [name, shift(recorder, name, { ...place, by })]);
    return recorder.result(name, x.shape, x.dtype);
  }),
};
