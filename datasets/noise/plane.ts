/** One channel of a picture: `height` rows of `width` bytes without gaps. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  /** Shape `[height, width]`. */
  readonly pixels: Uint8Array;
}
