import type { RgbImage } from '../image.ts';
import type { PixelTarget } from './pixel-target.ts';
import { toWriter } from './tensor-writer.ts';

/** Position in the picture of a target position, along each axis for itself. */
export interface UprightView {
  readonly scaleX: number;
  readonly shiftX: number;
  readonly scaleY: number;
  readonly shiftY: number;
}

/** The same as `samplePixels` for a view that is not turned: what to read is worked out once per column and row. */
export function sampleUpright(image: RgbImage, { scaleX, shiftX, scaleY, shiftY }: UprightView, target: PixelTarget): void {
  const columns = taps(target.width, { scale: scaleX, shift: shiftX, length: image.width });
  const rows = taps(target.height, { scale: scaleY, shift: shiftY, length: image.height });
  const write = toWriter(target);
  const line = new Float32Array(target.width * 3);
  for (let y = 0; y < target.height; y++) {
    blendRow(image, { columns, rows, y }, line);
    for (let x = 0, at = 0; x < target.width; x++, at += 3) write(y * target.width + x, line[at]!, line[at + 1]!, line[at + 2]!);
  }
}

/** Fills `line` with one row of the view. */
function blendRow({ width, pixels }: RgbImage, { columns, rows, y }: { columns: Taps; rows: Taps; y: number }, line: Float32Array): void {
  const { near, far, nearWeight, farWeight } = columns;
  const top = rows.near[y]! * width;
  const bottom = rows.far[y]! * width;
  const upper = rows.nearWeight[y]!;
  const lower = rows.farWeight[y]!;
  for (let x = 0, at = 0; x < near.length; x++, at += 3) {
    const p = nearWeight[x]!;
    const q = farWeight[x]!;
    const i = (top + near[x]!) * 3;
    const j = (top + far[x]!) * 3;
    const k = (bottom + near[x]!) * 3;
    const l = (bottom + far[x]!) * 3;
    line[at] = (pixels[i]! * p + pixels[j]! * q) * upper + (pixels[k]! * p + pixels[l]! * q) * lower;
    line[at + 1] = (pixels[i + 1]! * p + pixels[j + 1]! * q) * upper + (pixels[k + 1]! * p + pixels[l + 1]! * q) * lower;
    line[at + 2] = (pixels[i + 2]! * p + pixels[j + 2]! * q) * upper + (pixels[k + 2]! * p + pixels[l + 2]! * q) * lower;
  }
}

/** The two neighbours of each position, and their weights: 0 for one beyond the border. */
interface Taps {
  readonly near: Int32Array;
  readonly far: Int32Array;
  readonly nearWeight: Float64Array;
  readonly farWeight: Float64Array;
}

function taps(count: number, { scale, shift, length }: { readonly scale: number; readonly shift: number; readonly length: number }): Taps {
  const all = { near: new Int32Array(count), far: new Int32Array(count), nearWeight: new Float64Array(count), farWeight: new Float64Array(count) };
  for (let index = 0; index < count; index++) {
    const position = scale * index + shift;
    const floor = Math.floor(position);
    const isInside = (place: number): boolean => place >= 0 && place < length;
    all.near[index] = isInside(floor) ? floor : 0;
    all.far[index] = isInside(floor + 1) ? floor + 1 : 0;
    all.nearWeight[index] = isInside(floor) ? 1 - (position - floor) : 0;
    all.farWeight[index] = isInside(floor + 1) ? position - floor : 0;
  }
  return all;
}
