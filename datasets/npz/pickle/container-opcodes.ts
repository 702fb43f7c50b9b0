import { DatasetError } from '../../dataset-error.ts';
import type { Opcode } from './literal-opcodes.ts';
import { findFunction, fillArray, fillType } from './numpy-functions.ts';
import { brokenPickle, isArray, type PickleItem, type PickleMachine } from './pickle-machine.ts';

/** The instructions that build lists, tuples and dicts, remember values, and ask for functions (https://docs.python.org/3/library/pickletools.html). */
export const CONTAINER_OPCODES: Readonly<Record<string, Opcode>> = {
  '\x80': ({ bytes, path }) => {
    const version = bytes.byte();
    if (version > 5) throw brokenPickle(path, `is of protocol ${version}, and 0 to 5 are known`);
  },
  '\x95': ({ bytes }) => void bytes.uint64(), // How long a frame is helps streams only
  '(': ({ mark }) => mark(),
  '0': ({ pop }) => void pop(),
  '1': ({ popToMark }) => void popToMark(),
  '2': ({ push, top }) => push(top()),
  ']': ({ push }) => push([]),
  ')': ({ push }) => push([]),
  '}': ({ push }) => push(new Map()),
  l: ({ push, popToMark }) => push(popToMark()),
  t: ({ push, popToMark }) => push(popToMark()),
  '\x85': ({ push, pop }) => push([pop()]),
  '\x86': ({ push, pop }) => push([pop(), pop()].reverse()),
  '\x87': ({ push, pop }) => push([pop(), pop(), pop()].reverse()),
  d: (machine) => {
    const items = machine.popToMark();
    machine.push(new Map());
    setItems(machine, items);
  },
  a: (machine) => append(machine, [machine.pop()]),
  e: (machine) => append(machine, machine.popToMark()),
  s: (machine) => setItems(machine, [machine.pop(), machine.pop()].reverse()),
  u: (machine) => setItems(machine, machine.popToMark()),
  p: (machine) => put(machine, Number(machine.bytes.line())),
  q: (machine) => put(machine, machine.bytes.byte()),
  r: (machine) => put(machine, machine.bytes.uint32()),
  '\x94': (machine) => put(machine, machine.memo.size),
  g: (machine) => get(machine, Number(machine.bytes.line())),
  h: (machine) => get(machine, machine.bytes.byte()),
  j: (machine) => get(machine, machine.bytes.uint32()),
  c: ({ push, bytes, path }) => push(findFunction(`${bytes.line()}.${bytes.line()}`, path)),
  '\x93': ({ push, pop, path }) => {
    const [name, module] = [pop(), pop()];
    if (typeof name !== 'string' || typeof module !== 'string') throw brokenPickle(path, 'asks for a function without a name');
    push(findFunction(`${module}.${name}`, path));
  },
  R: (machine) => call(machine),
  b: (machine) => build(machine),
};

function append({ top, path }: PickleMachine, items: readonly PickleItem[]): void {
  const list = top();
  if (!Array.isArray(list)) throw brokenPickle(path, 'appends to what is no list');
  for (const item of items) list.push(item);
}

function setItems({ top, path }: PickleMachine, items: readonly PickleItem[]): void {
  const dict = top();
  if (!(dict instanceof Map) || items.length % 2 !== 0) throw brokenPickle(path, 'sets items of what is no dict');
  for (let index = 0; index < items.length; index += 2) dict.set(items[index]!, items[index + 1]!);
}

function put({ memo, top }: PickleMachine, place: number): void {
  memo.set(place, top());
}

function get({ memo, push, path }: PickleMachine, place: number): void {
  const item = memo.get(place);
  if (item === undefined) throw brokenPickle(path, `asks for value ${place}, which was not remembered`);
  push(item);
}

function call({ push, pop, path }: PickleMachine): void {
  const values = pop();
  const target = pop();
  const isFunction = typeof target === 'object' && target !== null && 'kind' in target && target.kind === 'function';
  if (!isFunction || !Array.isArray(values)) throw brokenPickle(path, 'calls what is no function');
  push(target.call(values, path));
}

function build({ pop, top, path }: PickleMachine): void {
  const state = pop();
  const target = top();
  if (isArray(target)) fillArray(target, state, path);
  else if (typeof target === 'object' && target !== null && 'kind' in target && target.kind === 'type') fillType(target, state, path);
  else throw new DatasetError('UNSAFE_PICKLE', { path, detail: 'holds a pickle that sets the inside of an object that is no array' });
}
