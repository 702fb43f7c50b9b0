import { DatasetError } from '../../dataset-error.ts';
import type { ElementType } from '../decode-elements.ts';
import type { PickleBytes } from './pickle-bytes.ts';
import type { NumpyArray, PickleValue } from './pickle-value.ts';

/** What may lie on the stack: values that are still being filled, the element type of an array, and one of the known functions and classes. */
export type PickleItem = PickleValue | PickleItem[] | Map<PickleItem, PickleItem> | PickledType | PickledFunction;

/** The element type of an array: a `numpy.dtype`. */
export interface PickledType extends ElementType {
  readonly kind: 'type';
}

/** A function or class that a pickle names. */
export interface PickledFunction {
  readonly kind: 'function';
  readonly name: string;
  readonly call: (values: readonly PickleItem[], path: string) => PickleItem;
}

/** The state of reading one pickle. */
export interface PickleMachine {
  readonly path: string;
  readonly bytes: PickleBytes;
  readonly memo: Map<number, PickleItem>;
  readonly push: (item: PickleItem) => void;
  /** Takes the newest item. */
  readonly pop: () => PickleItem;
  /** Returns the newest item and leaves it. */
  readonly top: () => PickleItem;
  /** Remembers this place for `popToMark`. */
  readonly mark: () => void;
  /** Takes everything since the newest mark, the oldest first. */
  readonly popToMark: () => PickleItem[];
}

/** Returns a machine whose stack is empty. */
export function toPickleMachine(bytes: PickleBytes, path: string): PickleMachine {
  const stack: PickleItem[] = [];
  const marks: number[] = [];
  const underflow = () => brokenPickle(path, `takes a value that is not there, before byte ${bytes.offset()}`);
  const checkDepth = () => {
    if (stack.length <= (marks.at(-1) ?? 0)) throw underflow();
  };
  return {
    path,
    bytes,
    memo: new Map(),
    push: (item) => stack.push(item),
    pop: () => {
      checkDepth();
      return stack.pop()!;
    },
    top: () => {
      checkDepth();
      return stack.at(-1)!;
    },
    mark: () => marks.push(stack.length),
    popToMark: () => {
      const start = marks.pop();
      if (start === undefined) throw underflow();
      return stack.splice(start);
    },
  };
}

/** Returns the error for a pickle that makes no sense. */
export function brokenPickle(path: string, detail: string): DatasetError {
  return new DatasetError('BAD_ARCHIVE', { path, detail: `holds a pickle that ${detail}` });
}

/** Returns whether an item is an array of numpy. */
export function isArray(item: PickleItem): item is NumpyArray {
  return typeof item === 'object' && item !== null && 'kind' in item && (item.kind === 'numbers' || item.kind === 'text' || item.kind === 'objects');
}
