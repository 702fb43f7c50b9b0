/** An RGB picture in memory. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  /** Row-major RGB, `width × height × 3` bytes, no padding. */
  readonly pixels: Uint8Array;
}
