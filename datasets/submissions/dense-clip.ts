/** Answers for every frame of one clip. Frame `k`, counted from 1, is row `k − 1`. */
export interface DenseClip {
  readonly length: number;
  /** Shape `[length]`, class codes. */
  readonly expression?: Int8Array;
  /** Shape `[length]`, not clipped. */
  readonly valence?: Float64Array;
  /** Shape `[length]`, not clipped. */
  readonly arousal?: Float64Array;
  /** Shape `[length, units]`, 0 or 1. */
  readonly units?: Int8Array;
}
