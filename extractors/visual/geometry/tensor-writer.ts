import type { PixelTarget } from './pixel-target.ts';

/** Weights of ITU-R BT.601, as in OpenCV. */
const [RED, GREEN, BLUE] = [0.299, 0.587, 0.114] as const;

/** Writes one pixel, counted row by row, from its red, green and blue in 0..255. */
export type TensorWriter = (pixel: number, red: number, green: number, blue: number) => void;

/** Returns what puts pixels into the tensor, in its layout, order of channels and normalisation. */
export function toWriter({ data, offset, width, height, format }: PixelTarget): TensorWriter {
  const { layout, channels, scale, mean, std } = format;
  const gain = (position: number): number => 1 / (scale * std[position]!);
  const bias = (position: number): number => -mean[position]! / std[position]!;
  if (channels === 'gray') {
    const [grayGain, grayBias] = [gain(0), bias(0)];
    return (pixel, red, green, blue) => (data[offset + pixel] = (RED * red + GREEN * green + BLUE * blue) * grayGain + grayBias);
  }
  const [plane, step] = layout === 'NCHW' ? [width * height, 1] : [1, 3];
  // Mean and std are in the order of the tensor's channels
  const [first, last] = channels === 'BGR' ? [2, 0] : [0, 2];
  const [redAt, greenAt, blueAt] = [offset + first * plane, offset + plane, offset + last * plane];
  const [redGain, greenGain, blueGain] = [gain(first), gain(1), gain(last)];
  const [redBias, greenBias, blueBias] = [bias(first), bias(1), bias(last)];
  return (pixel, red, green, blue) => {
    const at = pixel * step;
    data[redAt + at] = red * redGain + redBias;
    data[greenAt + at] = green * greenGain + greenBias;
    data[blueAt + at] = blue * blueGain + blueBias;
  };
}
