import { SafetensorsError } from '../safetensors/safetensors-error.ts';
import type { PickleStack } from './pickle-stack.ts';
import { isKind, type Item, type Storage } from './torch-items.ts';

const DTYPES: Readonly<Record<string, string>> = { FloatStorage: 'F32', HalfStorage: 'F16', BFloat16Storage: 'BF16', DoubleStorage: 'F64' };

/** The instructions that `torch.save` uses (protocol 2; https://docs.python.org/3/library/pickletools.html). */
export const PICKLE_STEPS: Readonly<Record<string, (stack: PickleStack) => void>> = {
  '\x80': ({ take }) => void take(1),
  N: ({ push }) => push(null),
  '\x88': ({ push }) => push(true),
  '\x89': ({ push }) => push(false),
  K: ({ push, view, take }) => push(view.getUint8(take(1))),
  M: ({ push, view, take }) => push(view.getUint16(take(2), true)),
  J: ({ push, view, take }) => push(view.getInt32(take(4), true)),
  '\x8a': ({ push, view, take }) => push(toLong(view, take(1), take)),
  G: ({ push, view, take }) => push(view.getFloat64(take(8), false)),
  X: ({ push, text, view, take }) => push(text(view.getUint32(take(4), true))),
  '(': ({ mark }) => mark(),
  ')': ({ push }) => push([]),
  ']': ({ push }) => push([]),
  '}': ({ push }) => push(new Map()),
  t: ({ push, popToMark }) => push(popToMark()),
  '\x85': ({ push, pop }) => push([pop()]),
  '\x86': ({ push, pop }) => push([pop(), pop()].reverse()),
  '\x87': ({ push, pop }) => push([pop(), pop(), pop()].reverse()),
  a: (stack) => append(stack, [stack.pop()]),
  e: (stack) => append(stack, stack.popToMark()),
  s: (stack) => setItems(stack, [stack.pop(), stack.pop()].reverse()),
  u: (stack) => setItems(stack, stack.popToMark()),
  q: ({ put, view, take }) => put(view.getUint8(take(1))),
  r: ({ put, view, take }) => put(view.getUint32(take(4), true)),
  h: ({ get, view, take }) => get(view.getUint8(take(1))),
  j: ({ get, view, take }) => get(view.getUint32(take(4), true)),
  c: ({ push, line }) => push({ kind: 'global', name: `${line()}.${line()}` }),
  Q: ({ push, pop, path }) => push(toStorage(pop(), path)),
  R: ({ push, pop, path }) => push(call([pop(), pop()], path)),
  '\x81': ({ push, pop, path }) => push(call([pop(), pop()], path)),
  b: ({ pop }) => void pop(), // What torch notes beside a dict, and the state of an object that is not made
};

function append({ top }: PickleStack, items: readonly Item[]): void {
  const list = top();
  if (Array.isArray(list)) for (const item of items) list.push(item);
}

function setItems({ top }: PickleStack, items: readonly Item[]): void {
  const dict = top();
  if (dict instanceof Map) for (let index = 0; index + 1 < items.length; index += 2) dict.set(items[index]!, items[index + 1]!);
}

/** Two's complement, the lowest byte first. */
function toLong(view: DataView, at: number, take: PickleStack['take']): number {
  const length = view.getUint8(at);
  const start = take(length);
  let value = 0n;
  for (let index = length - 1; index >= 0; index--) value = (value << 8n) | BigInt(view.getUint8(start + index));
  return Number(BigInt.asIntN(8 * length, value));
}

/** `('storage', torch.FloatStorage, '0', 'cpu', 1024)` */
function toStorage(item: Item, path: string): Storage {
  const [kind, type, name] = Array.isArray(item) ? item : [];
  if (kind !== 'storage' || !isKind(type, 'global') || typeof name !== 'string') throw broken(path, 'has values that are not stored as torch.save does');
  const stored = type.name.replace('torch.', '');
  return { kind: 'storage', name, dtype: DTYPES[stored] ?? stored };
}

/** Makes what tensors are made of. Anything else is not made: its name stands in its place. */
function call([values, target]: readonly [Item, Item], path: string): Item {
  if (!isKind(target, 'global') || !Array.isArray(values)) throw broken(path, 'makes something else than tensors');
  const [storage, offset, shape, strides] = values;
  if (target.name === 'collections.OrderedDict') return new Map();
  if (target.name === 'torch.Size') return storage ?? [];
  if (target.name === 'torch._utils._rebuild_parameter') return storage ?? null;
  if (target.name !== 'torch._utils._rebuild_tensor_v2') return target;
  if (!isKind(storage, 'storage') || !isSize(offset) || !isSizes(shape) || !isSizes(strides)) throw broken(path, 'makes something else than tensors');
  return { kind: 'tensor', storage: storage.name, dtype: storage.dtype, offset, shape, strides };
}

function isSize(item: Item | undefined): item is number {
  return Number.isSafeInteger(item) && (item as number) >= 0;
}

function isSizes(item: Item | undefined): item is number[] {
  return Array.isArray(item) && item.every(isSize);
}

function broken(path: string, detail: string): SafetensorsError {
  return new SafetensorsError('BAD_TORCH', { path, detail: `has a pickle that ${detail}` });
}
