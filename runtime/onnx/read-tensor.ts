import { ELEMENT_TYPES, type ElementArray, type ElementType, type Initializer } from './model.ts';
import { bytesOf, readFields, toFloats, toNumber, toNumbers, toText, type Field } from './read-protobuf.ts';
import { UnsupportedModel } from './unsupported-model.ts';

/** The array of each element type, and in which fields of TensorProto its values may be written besides `raw_data`. */
const ARRAYS: Readonly<Record<ElementType, { readonly of: new (buffer: ArrayBuffer) => ElementArray; readonly bytes: number }>> = {
  float32: { of: Float32Array, bytes: 4 },
  uint8: { of: Uint8Array, bytes: 1 },
  int8: { of: Int8Array, bytes: 1 },
  int32: { of: Int32Array, bytes: 4 },
  int64: { of: BigInt64Array, bytes: 8 },
  bool: { of: Uint8Array, bytes: 1 },
  float16: { of: Uint16Array, bytes: 2 },
  float64: { of: Float64Array, bytes: 8 },
};

const TYPES = new Map<number, ElementType>(Object.entries(ELEMENT_TYPES).map(([type, number]) => [number, type as ElementType]));

/**
 * Returns a TensorProto as an initializer that owns its values.
 *
 * @throws UnsupportedModel for element types that the writer does not know, and for data in a file beside
 */
export function readTensor(bytes: Uint8Array): Initializer {
  const dims: number[] = [];
  const values: number[] = [];
  let [name, typeNumber] = ['', 0];
  let raw: Uint8Array | undefined;
  for (const { number, value } of readFields(bytes)) {
    if (number === 1) dims.push(...toNumbers(value));
    else if (number === 2) typeNumber = toNumber(value);
    else if (number === 8) name = toText(value);
    else if (number === 9) raw = bytesOf(value);
    else if (number === 13 || number === 14) throw new UnsupportedModel(`the tensor "${name}" keeps its data in another file`);
    else values.push(...toValues(number, value));
  }
  const type = toElementType(typeNumber, name);
  return { name, type, dims, data: raw === undefined ? fromValues(values, type) : fromRaw(raw, type) };
}

/** Returns the element type of a number of TensorProto.DataType. */
export function toElementType(number: number, name: string): ElementType {
  const type = TYPES.get(number);
  if (type === undefined) throw new UnsupportedModel(`"${name}" has the element type ${number}, which is not known here`);
  return type;
}

/** `float_data`, `int32_data`, `int64_data`, `double_data`. */
function toValues(number: number, value: Field['value']): number[] {
  if (number === 4) return toFloats(value);
  if (number === 5 || number === 7) return toNumbers(value);
  if (number !== 10) return [];
  const bytes = bytesOf(value);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 8 }, (_, index) => view.getFloat64(8 * index, true));
}

function fromRaw(raw: Uint8Array, type: ElementType): ElementArray {
  return new ARRAYS[type].of(new Uint8Array(raw).buffer);
}

function fromValues(values: readonly number[], type: ElementType): ElementArray {
  const data = new ARRAYS[type].of(new ArrayBuffer(values.length * ARRAYS[type].bytes));
  if (data instanceof BigInt64Array) values.forEach((value, index) => (data[index] = BigInt(value)));
  else values.forEach((value, index) => (data[index] = value));
  return data;
}
