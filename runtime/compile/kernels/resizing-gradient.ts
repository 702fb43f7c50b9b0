import { kernel, type Kernel, type KernelTable } from '../kernel.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

interface ResizeGradientAttributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters?: boolean;
}

interface AxisSizes extends ResizeGradientAttributes {
  readonly from: number;
  readonly to: number;
}

type Weights = (sizes: AxisSizes, index: number) => readonly { readonly at: number; readonly weight: number }[];

/** Resizing is linear in each axis: its gradient multiplies by the transposed matrices of weights. */
function resizeGradient(weights: Weights): Kernel {
  return kernel<{ readonly images: TensorInfo; readonly dy: TensorInfo }, ResizeGradientAttributes>((recorder, { images, dy }, attributes) => {
    const [, height, width] = images.shape as [number, number, number, number];
    const [, toHeight, toWidth] = dy.shape as [number, number, number, number];
    const rows = matrix(weights, { ...attributes, from: height, to: toHeight });
    const columns = matrix(weights, { ...attributes, from: width, to: toWidth });
    const transposed = Float32Array.from({ length: rows.length }, (_, index) => rows[(index % toHeight) * height + Math.floor(index / toHeight)]!);
    const folded = recorder.emit('MatMul', [recorder.constant(transposed, [height, toHeight]), recorder.channelsFirst(dy)]);
    return recorder.channelsFirstResult(recorder.emit('MatMul', [folded, recorder.constant(columns, [toWidth, width])]), images.shape, 'float32');
  });
}

/** Shape `[to, from]`: what each new place takes of each old one. */
function matrix(weights: Weights, sizes: AxisSizes): Float32Array {
  const values = new Float32Array(sizes.to * sizes.from);
  for (let index = 0; index < sizes.to; index += 1) {
    for (const { at, weight } of weights(sizes, index)) values[index * sizes.from + at]! += weight;
  }
  return values;
}

/** The place in the old image of place `index` of the new one, in pixels. */
function sourceOf({ from, to, alignCorners, halfPixelCenters = false }: AxisSizes, index: number): number {
  if (alignCorners) return to > 1 ? (index * (from - 1)) / (to - 1) : 0;
  return halfPixelCenters ? ((index + 0.5) * from) / to - 0.5 : (index * from) / to;
}

function bilinear(sizes: AxisSizes, index: number) {
  const source = Math.min(Math.max(sourceOf(sizes, index), 0), sizes.from - 1);
  const at = Math.floor(source);
  return [{ at, weight: 1 - (source - at) }, { at: Math.min(at + 1, sizes.from - 1), weight: source - at }];
}

function nearest(sizes: AxisSizes, index: number) {
  const source = sourceOf(sizes, index);
  const rounded = sizes.alignCorners ? Math.round(source) : Math.floor(sizes.halfPixelCenters === true ? source + 0.5 : source);
  return [{ at: Math.min(rounded, sizes.from - 1), weight: 1 }];
}

/** Gradients of changes of size. */
export const resizingGradients: KernelTable = {
  ResizeBilinearGrad: resizeGradient(bilinear),
  ResizeNearestNeighborGrad: resizeGradient(nearest),
};
