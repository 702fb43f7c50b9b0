import { paddedWindows } from './padded-windows.ts';

/** Smooths frames and measures how they change, three frames late. */
export interface SmoothedFrames {
  /** Takes the values of a frame, shape `[n]`; returns the frames that are decided now, shape `[2n]` each: the smoothed values, then their slopes per frame. */
  push(values: Float64Array): Float64Array[];
  /** Returns the last frames. Nothing may be pushed afterwards. */
  finish(): Float64Array[];
}

/**
 * Returns the moving average of three frames and, of that, the slope of the regression line over five (Young et al., "The HTK Book", 5.9): `Σ k (s[t + k] − s[t − k]) / 10`, k = 1, 2.
 * The first and last frame count as going on beyond the ends.
 */
export function smoothedFrames(): SmoothedFrames {
  const [three, five] = [paddedWindows<Float64Array>(1), paddedWindows<Float64Array>(2)];
  const smooth = (window: readonly Float64Array[] | undefined): Float64Array[] => {
    const slopes = window === undefined ? undefined : five.push(average(window));
    return slopes === undefined ? [] : [withSlopes(slopes)];
  };
  return {
    push: (values) => smooth(three.push(values)),
    finish: () => [...three.finish().flatMap(smooth), ...five.finish().map(withSlopes)],
  };
}

function average([left, middle, right]: readonly Float64Array[]): Float64Array {
  return middle!.map((value, i) => (left![i]! + value + right![i]!) / 3);
}

function withSlopes([before2, before, here, after, after2]: readonly Float64Array[]): Float64Array {
  const n = here!.length;
  const frame = new Float64Array(2 * n);
  frame.set(here!);
  for (let i = 0; i < n; i++) frame[n + i] = (after![i]! - before![i]! + 2 * (after2![i]! - before2![i]!)) / 10;
  return frame;
}
