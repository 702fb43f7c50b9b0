import { DatasetError } from '../../dataset-error.ts';

/** Rows of one clip, sorted by frame. */
export interface BuiltClip {
  readonly frames: Int32Array;
  /** Line of each row. */
  readonly lines: Int32Array;
  /** Shape `[n, width]`. */
  readonly values: Float32Array;
}

/** Takes in the rows of one clip, in any order. */
export interface ClipBuilder {
  /** Returns where the values of a new row go: write `width` of them from there on into `values()`. */
  add(frame: number, line: number): number;
  /** The values so far; another array after every `add`. */
  values(): Float32Array;
  /** Returns the rows in the order of their frames. @throws DatasetError DUPLICATE for a frame in two lines */
  build(): BuiltClip;
}

const FIRST_CAPACITY = 1024;

/** Returns a builder for the clip `name` of the table at `path`. */
export function clipBuilder(path: string, name: string, width: number): ClipBuilder {
  let [capacity, size, sorted] = [FIRST_CAPACITY, 0, true];
  let frames = new Int32Array(capacity);
  let lines = new Int32Array(capacity);
  let values = new Float32Array(capacity * width);

  function grow(): void {
    capacity *= 2;
    frames = copyOf(frames, new Int32Array(capacity));
    lines = copyOf(lines, new Int32Array(capacity));
    values = copyOf(values, new Float32Array(capacity * width));
  }

  return {
    add(frame, line) {
      if (size === capacity) grow();
      if (size > 0 && frame <= frames[size - 1]!) sorted = false;
      frames[size] = frame;
      lines[size] = line;
      return size++ * width;
    },
    values: () => values,
    build() {
      const rows = { frames: frames.slice(0, size), lines: lines.slice(0, size), values: values.slice(0, size * width) };
      return sorted ? rows : sort(rows, { path, name, width });
    },
  };
}

function copyOf<Values extends Int32Array | Float32Array>(from: Values, to: Values): Values {
  to.set(from);
  return to;
}

function sort({ frames, lines, values }: BuiltClip, { path, name, width }: { path: string; name: string; width: number }): BuiltClip {
  const order = Int32Array.from(frames.keys()).sort((a, b) => frames[a]! - frames[b]! || a - b);
  order.forEach((row, place) => {
    const before = order[place - 1];
    if (before === undefined || frames[before] !== frames[row]) return;
    throw new DatasetError('DUPLICATE', { path, detail: `has frame ${frames[row]!} of "${name}" in line ${lines[before]!} and in line ${lines[row]!}` });
  });
  const sorted = new Float32Array(values.length);
  order.forEach((row, place) => sorted.set(values.subarray(row * width, (row + 1) * width), place * width));
  return { frames: order.map((row) => frames[row]!), lines: order.map((row) => lines[row]!), values: sorted };
}
