/// <reference lib="esnext.float16" />
import type { NumpyArray } from './pickle/pickle-value.ts';

/** What the elements of an array are. */
export interface ElementType {
  /** numpy's letter and size: `"f4"`, `"U16"`. */
  readonly type: string;
  readonly bigEndian: boolean;
}

/** How the elements of an array lie in memory. */
export interface ElementLayout extends ElementType {
  readonly shape: readonly number[];
  /** The first axis varies fastest. */
  readonly fortranOrder: boolean;
}

type ReadNumber = (view: DataView, offset: number, littleEndian: boolean) => number;

const NUMBERS: Readonly<Record<string, ReadNumber>> = {
  b1: (view, offset) => view.getUint8(offset),
  i1: (view, offset) => view.getInt8(offset),
  u1: (view, offset) => view.getUint8(offset),
  i2: (view, offset, little) => view.getInt16(offset, little),
  u2: (view, offset, little) => view.getUint16(offset, little),
  i4: (view, offset, little) => view.getInt32(offset, little),
  u4: (view, offset, little) => view.getUint32(offset, little),
  i8: (view, offset, little) => Number(view.getBigInt64(offset, little)),
  u8: (view, offset, little) => Number(view.getBigUint64(offset, little)),
  f2: (view, offset, little) => view.getFloat16(offset, little),
  f4: (view, offset, little) => view.getFloat32(offset, little),
  f8: (view, offset, little) => view.getFloat64(offset, little),
};
const LONGEST_TEXT = 1_000_000;
/** Half a gigabyte of numbers. */
const MOST_ELEMENTS = 2 ** 26;

/**
 * Returns the bytes that an element takes; `undefined` when the type is none of numbers and text. A text `U` takes four for each character.
 */
export function widthOf({ type }: ElementType): number | undefined {
  const [letter, size] = [type[0]!, Number(type.slice(1))];
  if (Object.hasOwn(NUMBERS, type)) return size;
  if ((letter === 'U' || letter === 'S') && size >= 0 && size <= LONGEST_TEXT) return letter === 'U' ? 4 * size : size;
  return undefined;
}

/**
 * Returns why an array cannot be as big as it says, or `undefined` for one that can. Text of no width takes no bytes, so that its shape could name any number of
 * elements; numpy has single ones only.
 */
export function whyTooBig(element: ElementType, shape: readonly number[]): string | undefined {
  const count = countOf(shape);
  const most = widthOf(element) === 0 ? 1 : MOST_ELEMENTS;
  return count > most ? `has an array of shape (${shape.join(', ')}) and type ${element.type}, and ${most} element${most === 1 ? ' is' : 's are'} the most` : undefined;
}

/** Returns the product of the axes: 1 for the shape `[]`. */
export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/**
 * Returns an array of numbers or text. Integers beyond 2⁵³ lose their last digits.
 *
 * @param bytes exactly as many as the shape and the type need
 */
export function decodeElements(bytes: Uint8Array, layout: ElementLayout): NumpyArray {
  const { type, bigEndian, shape } = layout;
  const count = countOf(shape);
  const width = widthOf(layout)!;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = NUMBERS[type];
  if (read !== undefined) {
    const values = Float64Array.from({ length: count }, (_, index) => read(view, index * width, !bigEndian));
    return { kind: 'numbers', shape, values: Float64Array.from(toRowMajor(values, layout)) };
  }
  const text = type.startsWith('U') ? toUnicode : toLatin;
  const values = Array.from({ length: count }, (_, index) => text(new DataView(view.buffer, view.byteOffset + index * width, width), !bigEndian));
  return { kind: 'text', shape, values: [...toRowMajor(values, layout)] };
}

/** Yields values in the order of the last axis, whatever order they lie in. */
export function toRowMajor<Value>(values: ArrayLike<Value> & Iterable<Value>, { shape, fortranOrder }: Pick<ElementLayout, 'shape' | 'fortranOrder'>): Iterable<Value> {
  if (!fortranOrder || shape.length < 2) return values;
  const steps = shape.map((_, axis) => countOf(shape.slice(0, axis)));
  return Array.from({ length: countOf(shape) }, (_, index) => {
    let [rest, place] = [index, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += (rest % shape[axis]!) * steps[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    return values[place]!;
  });
}

function toUnicode(view: DataView, littleEndian: boolean): string {
  const points = Array.from({ length: view.byteLength / 4 }, (_, index) => view.getUint32(4 * index, littleEndian));
  return points.map((point) => (point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point))).join('').replace(/\0+$/, '');
}

function toLatin(view: DataView): string {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString('latin1').replace(/\0+$/, '');
}
