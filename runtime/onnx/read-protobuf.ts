/** One field of a message: a whole number, a fixed number's bytes, or bytes of a length (text, a message, packed numbers). */
export interface Field {
  readonly number: number;
  readonly value: bigint | Uint8Array;
  /** The whole field as it is written, its tag included. */
  readonly raw: Uint8Array;
}

/** Bytes are no protobuf message. */
export class ProtobufError extends Error {
  override readonly name = 'ProtobufError';
}

const decoder = new TextDecoder();

/** Where a field lies, in bytes from the start of the message. */
export interface FieldPlace {
  readonly number: number;
  /** Of a whole number, which has no payload. */
  readonly value: bigint | undefined;
  /** Where the payload starts. */
  readonly from: number;
  /** Where the next field starts; may lie beyond the bytes at hand. */
  readonly end: number;
}

/**
 * Yields the fields of a message in order, as views of its bytes (https://protobuf.dev/programming-guides/encoding).
 *
 * @throws ProtobufError saying at which byte it breaks off
 */
export function* readFields(bytes: Uint8Array): Generator<Field> {
  for (let at = 0; at < bytes.length; ) {
    const { number, value, from, end } = readPlace(bytes, at);
    if (end > bytes.length) throw brokenAt(at);
    yield { number, value: value ?? bytes.subarray(from, end), raw: bytes.subarray(at, end) };
    at = end;
  }
}

/**
 * Returns where the field that starts at `at` lies; of its bytes no more than the first 20 are looked at.
 *
 * @throws ProtobufError when no field starts there
 */
export function readPlace(bytes: Uint8Array, at: number): FieldPlace {
  const [tag, start] = readVarint(bytes, at);
  const [number, kind] = [Number(tag >> 3n), Number(tag & 7n)];
  if (kind === 0) {
    const [value, end] = readVarint(bytes, start);
    return { number, value, from: end, end };
  }
  const [length, from] = kind === 2 ? readVarint(bytes, start) : [BigInt(kind === 5 ? 4 : kind === 1 ? 8 : -1), start];
  if (length < 0n) throw brokenAt(at);
  return { number, value: undefined, from, end: from + Number(length) };
}

/** Returns bytes as text. */
export function toText(value: Field['value']): string {
  return decoder.decode(bytesOf(value));
}

/** Returns a whole number of at most 53 bits; negative ones are written in 64. */
export function toNumber(value: Field['value']): number {
  if (typeof value !== 'bigint') throw new ProtobufError('a number is wanted where bytes are');
  return Number(BigInt.asIntN(64, value));
}

/** Returns the whole numbers of a repeated field, which may come one by one or packed. */
export function toNumbers(value: Field['value']): number[] {
  if (typeof value === 'bigint') return [toNumber(value)];
  const numbers: number[] = [];
  for (let at = 0; at < value.length; ) {
    const [number, next] = readVarint(value, at);
    numbers.push(Number(BigInt.asIntN(64, number)));
    at = next;
  }
  return numbers;
}

/** Returns 32-bit floats, one or packed. */
export function toFloats(value: Field['value']): number[] {
  const bytes = bytesOf(value);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getFloat32(4 * index, true));
}

/** Returns bytes. */
export function bytesOf(value: Field['value']): Uint8Array {
  if (typeof value === 'bigint') throw new ProtobufError('bytes are wanted where a number is');
  return value;
}

function readVarint(bytes: Uint8Array, at: number): [bigint, number] {
  let value = 0n;
  for (let index = 0; index < 10; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) break;
    value |= BigInt(byte & 127) << BigInt(7 * index);
    if (byte < 128) return [BigInt.asUintN(64, value), at + index + 1];
  }
  throw brokenAt(at);
}

function brokenAt(at: number): ProtobufError {
  return new ProtobufError(`nothing can be read at byte ${at}`);
}
