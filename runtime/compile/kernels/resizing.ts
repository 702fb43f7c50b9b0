import { kernel, type Kernel, type KernelTable } from '../kernel.ts';
import type { Attribute } from '../../onnx/model.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

interface ResizeAttributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
  readonly size: [number, number];
}

function resize(mode: 'linear' | 'nearest'): Kernel {
  return kernel<{ readonly images: TensorInfo }, ResizeAttributes>((recorder, { images }, attributes) => {
    const [batch, , , channels] = images.shape as [number, number, number, number];
    const { size } = attributes;
    const sizes = recorder.int64([batch, channels, ...size]);
    const name = recorder.emit('Resize', [recorder.channelsFirst(images), '', '', sizes], {
      mode,
      ...(mode === 'linear' ? linearCoordinates(attributes) : nearestCoordinates(attributes)),
    });
    return recorder.channelsFirstResult(name, [batch, ...size, channels], 'float32');
  });
}

function linearCoordinates({ alignCorners, halfPixelCenters }: ResizeAttributes): Record<string, Attribute> {
  return { coordinate_transformation_mode: alignCorners ? 'align_corners' : halfPixelCenters ? 'half_pixel' : 'asymmetric' };
}

/** For half pixels tfjs takes the floor of `(i + 0.5) * scale`: ONNX's half-pixel coordinate plus a half, rounded down. */
function nearestCoordinates({ alignCorners, halfPixelCenters }: ResizeAttributes): Record<string, Attribute> {
  if (alignCorners) return { coordinate_transformation_mode: 'align_corners', nearest_mode: 'round_prefer_ceil' };
  if (halfPixelCenters) return { coordinate_transformation_mode: 'half_pixel', nearest_mode: 'round_prefer_ceil' };
  return { coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' };
}

/** Kernels that change the size of images. */
export const resizing: KernelTable = {
  ResizeBilinear: resize('linear'),
  ResizeNearestNeighbor: resize('nearest'),
};
