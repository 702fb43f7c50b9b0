import type { PixelFormat } from './pixel-format.ts';

/** Where the pixels go. */
export interface PixelTarget {
  /** Tensor data of one or more pictures. */
  readonly data: Float32Array;
  /** Index in `data` of this picture's first value. */
  readonly offset: number;
  readonly width: number;
  readonly height: number;
  readonly format: PixelFormat;
}
