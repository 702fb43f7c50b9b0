import { DatasetError } from '../../dataset-error.ts';
import { countOf, decodeElements, toRowMajor, whyTooBig, widthOf, type ElementLayout } from '../decode-elements.ts';
import { brokenPickle, type PickledFunction, type PickledType, type PickleItem } from './pickle-machine.ts';
import type { NumpyArray, PickleValue } from './pickle-value.ts';

type Call = PickledFunction['call'];

/** All that a pickle may ask for. None of it is a function of Python: each is what numpy's own would give. */
const FUNCTIONS: Readonly<Record<string, Call>> = {
  'numpy.ndarray': refuseCall,
  'numpy.core.multiarray._reconstruct': () => ({ kind: 'objects', shape: [0], values: [] }),
  'numpy.core.multiarray.scalar': (values, path) => valueOf(toArray({ type: values[0], shape: [], data: values[1] }, path)),
  'numpy.core.numeric._frombuffer': ([data, type, shape, order], path) => toArray({ data, type, shape, fortranOrder: order === 'F' }, path),
  'numpy.dtype': (values, path) => ({ kind: 'type', type: toTypeName(values[0], path), bigEndian: false }),
  '_codecs.encode': toBytes,
  'builtins.bytes': toBytes,
};

/**
 * Returns what a pickle asks for by name.
 *
 * @throws DatasetError UNSAFE_PICKLE when it is not among the few that arrays need
 */
export function findFunction(asked: string, path: string): PickledFunction {
  const name = asked.replace('numpy._core.', 'numpy.core.').replace('__builtin__.', 'builtins.');
  if (!Object.hasOwn(FUNCTIONS, name)) throw new DatasetError('UNSAFE_PICKLE', { path, detail: `asks for ${asked}, and only arrays, lists, dicts, text and numbers are read` });
  return { kind: 'function', name, call: FUNCTIONS[name]! };
}

/** Fills an empty array with its state: version, shape, type, order, data. */
export function fillArray(target: NumpyArray, state: PickleItem, path: string): void {
  if (!Array.isArray(state) || state.length !== 5) throw brokenPickle(path, 'has an array without shape, type and data');
  const [, shape, type, order, data] = state as readonly PickleItem[];
  Object.assign(target, toArray({ shape, type, data, fortranOrder: order === true || order === 1 }, path));
}

/** Fills an element type with its state, of which only the byte order matters to numbers and text. */
export function fillType(target: PickledType, state: PickleItem, path: string): void {
  if (!Array.isArray(state) || state.length < 2) throw brokenPickle(path, 'has an element type that makes no sense');
  Object.assign(target, { bigEndian: state[1] === '>' });
}

interface ArrayState {
  readonly shape: PickleItem | undefined;
  readonly type: PickleItem | undefined;
  readonly data: PickleItem | undefined;
  readonly fortranOrder?: boolean;
}

function toArray({ shape, type, data, fortranOrder = false }: ArrayState, path: string): NumpyArray {
  if (!isShape(shape) || !isType(type)) throw brokenPickle(path, 'has an array without a shape or a type');
  const layout: ElementLayout = { type: type.type, bigEndian: type.bigEndian, shape, fortranOrder };
  if (type.type === 'O') return toObjects(data, layout, path);
  const tooBig = whyTooBig(type, shape);
  if (tooBig !== undefined) throw brokenPickle(path, tooBig);
  const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
  const needed = countOf(shape) * widthOf(type)!;
  if (!(bytes instanceof Uint8Array) || bytes.length !== needed) throw brokenPickle(path, `has an array of shape (${shape.join(', ')}) and type ${type.type} without the ${needed} bytes that it needs`);
  return decodeElements(bytes, layout);
}

function toObjects(data: PickleItem | undefined, layout: ElementLayout, path: string): NumpyArray {
  const { shape } = layout;
  if (!Array.isArray(data) || data.length !== countOf(shape)) throw brokenPickle(path, `has an array of shape (${shape.join(', ')}) without its objects`);
  return { kind: 'objects', shape, values: [...toRowMajor(data as PickleValue[], layout)] };
}

function valueOf(array: NumpyArray): PickleItem {
  return array.values[0]!;
}

function isShape(item: PickleItem | undefined): item is number[] {
  return Array.isArray(item) && item.every((size) => Number.isSafeInteger(size) && (size as number) >= 0) && Number.isSafeInteger(8 * countOf(item as number[]));
}

function isType(item: PickleItem | undefined): item is PickledType {
  return typeof item === 'object' && item !== null && 'kind' in item && item.kind === 'type';
}

function toTypeName(item: PickleItem | undefined, path: string): string {
  const name = typeof item === 'string' ? item : '';
  if (/^O\d*$/.test(name)) return 'O';
  if (!/^[a-zA-Z]\d+$/.test(name) || widthOf({ type: name, bigEndian: false }) === undefined) throw brokenPickle(path, `has an array of type "${name}"`);
  return name;
}

/** How Python 3 writes bytes for Python 2: text that is to be taken a byte a character. */
function toBytes(values: readonly PickleItem[], path: string): Uint8Array {
  const [text, encoding] = values;
  if (values.length === 0) return new Uint8Array(0);
  if (typeof text !== 'string' || (encoding !== 'latin1' && encoding !== 'latin-1')) throw brokenPickle(path, 'has bytes in an encoding that is not latin1');
  return Buffer.from(text, 'latin1');
}

function refuseCall(_values: readonly PickleItem[], path: string): never {
  throw brokenPickle(path, 'makes an array without its shape and type');
}
