import { type Random, shuffled } from '../../../runtime/train/random.ts';
import type { CropPixels, Pixel } from './crop-pixels.ts';

/** A way to make of a face what a model for faces does not know. */
export interface StrangeCrop {
  /** Whether a user is told "not a face" of such; else "unlike training". */
  readonly isNoFace: boolean;
  /** Returns the new values of a crop. */
  readonly make: (crop: CropPixels, random: Random) => Pixel;
}

/** Blocks that a crop is cut into, by side. */
const BLOCKS = 4;
/** Places by side that are left of a blurred crop. */
const BLURRED = 6;

/** Outliers that are made of the crops of faces, by name. */
export const STRANGE_CROPS: Readonly<Record<string, StrangeCrop>> = {
  'shuffled blocks': { isNoFace: true, make: shuffleBlocks },
  noise: { isNoFace: true, make: toNoise },
  inverted: { isNoFace: false, make: invert },
  blurred: { isNoFace: false, make: blur },
  'upside down': { isNoFace: false, make: ({ height, width, at }) => (channel, y, x) => at(channel, height - 1 - y, width - 1 - x) },
};

/** Values in [low, high] with a mean and deviation. */
interface Range {
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  readonly deviation: number;
}

function shuffleBlocks({ height, width, at }: CropPixels, random: Random): Pixel {
  const order = shuffled(BLOCKS * BLOCKS, random);
  const [tall, wide] = [Math.floor(height / BLOCKS), Math.floor(width / BLOCKS)];
  return (channel, y, x) => {
    const [row, column] = [Math.floor(y / tall), Math.floor(x / wide)];
    if (row >= BLOCKS || column >= BLOCKS) return at(channel, y, x); // What does not divide by the blocks stays
    const block = order[row * BLOCKS + column]!;
    return at(channel, Math.floor(block / BLOCKS) * tall + (y % tall), (block % BLOCKS) * wide + (x % wide));
  };
}

function toNoise(crop: CropPixels, random: Random): Pixel {
  const ranges = rangesOf(crop);
  return (channel) => {
    const { low, high, mean, deviation } = ranges[channel]!;
    return Math.min(high, Math.max(low, mean + deviation * random.normal()));
  };
}

function invert(crop: CropPixels): Pixel {
  const ranges = rangesOf(crop);
  return (channel, y, x) => ranges[channel]!.low + ranges[channel]!.high - crop.at(channel, y, x);
}

/** Means of large squares, bilinear between their centres. */
function blur({ channels, height, width, at }: CropPixels): Pixel {
  const means = Array.from({ length: channels }, (_, channel) => Float64Array.from({ length: BLURRED ** 2 }, (__, square) => meanOf({ height, width, at }, channel, [Math.floor(square / BLURRED), square % BLURRED])));
  const along = (value: number, size: number) => {
    const place = Math.min(BLURRED - 1, Math.max(0, ((value + 0.5) * BLURRED) / size - 0.5));
    const first = Math.min(BLURRED - 2, Math.floor(place));
    return [first, place - first] as const;
  };
  return (channel, y, x) => {
    const [[row, v], [column, u]] = [along(y, height), along(x, width)];
    const square = (down: number, right: number) => means[channel]![(row + down) * BLURRED + column + right]!;
    return (1 - v) * ((1 - u) * square(0, 0) + u * square(0, 1)) + v * ((1 - u) * square(1, 0) + u * square(1, 1));
  };
}

function meanOf({ height, width, at }: Omit<CropPixels, 'channels'>, channel: number, [row, column]: readonly [number, number]): number {
  const edge = (part: number, size: number) => Math.floor((part * size) / BLURRED);
  let [sum, count] = [0, 0];
  for (let y = edge(row, height); y < edge(row + 1, height); y++) {
    for (let x = edge(column, width); x < edge(column + 1, width); x++) {
      sum += at(channel, y, x);
      count += 1;
    }
  }
  return sum / count;
}

function rangesOf({ channels, height, width, at }: CropPixels): Range[] {
  return Array.from({ length: channels }, (_, channel) => {
    let [low, high, sum, square] = [Infinity, -Infinity, 0, 0];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const value = at(channel, y, x);
        [low, high] = [Math.min(low, value), Math.max(high, value)];
        sum += value;
        square += value ** 2;
      }
    }
    const mean = sum / (height * width);
    return { low, high, mean, deviation: Math.sqrt(Math.max(0, square / (height * width) - mean ** 2)) };
  });
}
