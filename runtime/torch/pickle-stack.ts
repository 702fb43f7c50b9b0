import { SafetensorsError } from '../safetensors/safetensors-error.ts';
import type { Item } from './torch-items.ts';

/** The state of reading one pickle: its bytes from the front, and what was made so far. Every method throws SafetensorsError BAD_TORCH where there is too little. */
export interface PickleStack {
  readonly path: string;
  readonly view: DataView;
  /** Steps over bytes and returns where they are. */
  readonly take: (length: number) => number;
  readonly text: (length: number) => string;
  /** The text before the next line end. */
  readonly line: () => string;
  readonly push: (item: Item) => void;
  readonly pop: () => Item;
  readonly top: () => Item | undefined;
  readonly mark: () => void;
  readonly popToMark: () => Item[];
  readonly put: (place: number) => void;
  /** Pushes what was put there. */
  readonly get: (place: number) => void;
}

/** Returns the stack of a pickle that nothing was read of yet. */
export function createPickleStack(bytes: Uint8Array, path: string): PickleStack {
  const stack: Item[] = [];
  const marks: number[] = [];
  const memo = new Map<number, Item>();
  let at = 0;
  const fail = (detail: string) => new SafetensorsError('BAD_TORCH', { path, detail: `has a pickle that ${detail}` });
  const take = (length: number) => {
    if (length > bytes.length - at) throw fail('ends too early');
    at += length;
    return at - length;
  };
  const text = (length: number) => Buffer.from(bytes.subarray(take(length), at)).toString('utf8');
  return {
    path,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    take,
    text,
    line() {
      const end = bytes.indexOf(10, at);
      const value = text(end < 0 ? Infinity : end - at);
      take(1);
      return value;
    },
    push: (item) => void stack.push(item),
    pop() {
      const item = stack.pop();
      if (item === undefined) throw fail('takes more than it puts');
      return item;
    },
    top: () => stack.at(-1),
    mark: () => void marks.push(stack.length),
    popToMark: () => stack.splice(marks.pop() ?? Infinity),
    put: (place) => void memo.set(place, stack.at(-1) ?? null),
    get(place) {
      const item = memo.get(place);
      if (item === undefined) throw fail(`asks for value ${place}, which was not remembered`);
      stack.push(item);
    },
  };
}
