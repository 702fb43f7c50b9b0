/**
 * A protobuf message in pieces, in order: kept apart until the end so that large weights are copied once.
 * The field functions below follow the wire format of protobuf 3 (https://protobuf.dev/programming-guides/encoding).
 */
export type Pieces = readonly Uint8Array[];

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

const encoder = new TextEncoder();

/** Returns a whole number as a base-128 varint; a negative one takes ten bytes, as int64 does. */
export function varint(value: number | bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 128);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
}

/** Returns field `number` holding a whole number (int32, int64, enum, bool). */
export function intField(number: number, value: number | bigint): Pieces {
  return [tag(number, VARINT), varint(value)];
}

/** Returns field `number` holding one 32-bit float. */
export function floatField(number: number, value: number): Pieces {
  return [tag(number, FIXED32), littleEndian([value])];
}

/** Returns field `number` holding bytes as they are; they are not copied before `concatenate`. */
export function bytesField(number: number, bytes: Uint8Array): Pieces {
  return [tag(number, LENGTH_DELIMITED), varint(bytes.length), bytes];
}

/** Returns field `number` holding UTF-8 text. */
export function textField(number: number, text: string): Pieces {
  return bytesField(number, encoder.encode(text));
}

/** Returns field `number` holding a nested message. */
export function messageField(number: number, message: Pieces): Pieces {
  const length = message.reduce((sum, piece) => sum + piece.length, 0);
  return [tag(number, LENGTH_DELIMITED), varint(length), ...message];
}

/** Returns a packed repeated field of whole numbers. */
export function intsField(number: number, values: readonly (number | bigint)[]): Pieces {
  return messageField(number, values.map(varint));
}

/** Returns a packed repeated field of 32-bit floats. */
export function floatsField(number: number, values: readonly number[]): Pieces {
  return bytesField(number, littleEndian(values));
}

/** Returns one new array with all pieces, in order. */
export function concatenate(pieces: Pieces): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

function tag(number: number, wireType: number): Uint8Array {
  return varint((number << 3) | wireType);
}

function littleEndian(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, index) => view.setFloat32(4 * index, value, true));
  return new Uint8Array(view.buffer);
}
