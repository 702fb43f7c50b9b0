import { DatasetError } from '../../dataset-error.ts';
import { CONTAINER_OPCODES } from './container-opcodes.ts';
import { LITERAL_OPCODES, type Opcode } from './literal-opcodes.ts';
import { toPickleBytes } from './pickle-bytes.ts';
import { brokenPickle, toPickleMachine, type PickleItem } from './pickle-machine.ts';
import type { PickleValue } from './pickle-value.ts';

const STOP = '.';
/** A hundred thousand clips take two million; more would fill the memory before the archive's own limit is reached. */
const MOST_INSTRUCTIONS = 5_000_000;
const OPCODES: Readonly<Record<string, Opcode>> = { ...LITERAL_OPCODES, ...CONTAINER_OPCODES };
/** Instructions that only objects of other classes, sets and data outside the file need. */
const REFUSED: Readonly<Record<string, string>> = {
  i: 'an object of a class',
  o: 'an object of a class',
  '\x81': 'an object of a class',
  '\x92': 'an object of a class',
  '\x82': 'an object of a registered class',
  '\x83': 'an object of a registered class',
  '\x84': 'an object of a registered class',
  P: 'an object that is kept elsewhere',
  Q: 'an object that is kept elsewhere',
  '\x8f': 'a set',
  '\x90': 'a set',
  '\x91': 'a set',
  '\x97': 'data outside the file',
  '\x98': 'data outside the file',
};

/**
 * Returns what a pickle of protocol 0 to 5 holds, without running anything: it builds None, bools, numbers, text, bytes, lists, tuples, dicts and
 * arrays of numpy, and refuses every other function and class by name.
 *
 * @param bytes the pickle, and nothing after it; bytes in the result are views of it
 * @throws DatasetError naming `path`: UNSAFE_PICKLE for what would have to be run, BAD_ARCHIVE for what is cut or makes no sense
 */
export function readPickle(bytes: Uint8Array, path: string): PickleValue {
  const machine = toPickleMachine(toPickleBytes(bytes, path), path);
  for (let count = 0; ; count++) {
    if (count >= MOST_INSTRUCTIONS) throw brokenPickle(path, `takes more than ${MOST_INSTRUCTIONS} instructions`);
    const code = String.fromCharCode(machine.bytes.byte());
    if (code === STOP) break;
    const opcode = OPCODES[code];
    if (opcode === undefined) throw unknownOpcode(path, code, machine.bytes.offset() - 1);
    opcode(machine);
  }
  const rest = bytes.length - machine.bytes.offset();
  if (rest > 0) throw brokenPickle(path, `goes on for ${rest} bytes after its end`);
  return toValue(machine.pop(), path);
}

function unknownOpcode(path: string, code: string, offset: number): DatasetError {
  const kind = REFUSED[code];
  if (kind !== undefined) return new DatasetError('UNSAFE_PICKLE', { path, detail: `holds ${kind}, and only arrays, lists, dicts, text and numbers are read` });
  return brokenPickle(path, `has the instruction 0x${code.charCodeAt(0).toString(16).padStart(2, '0')} at byte ${offset}, which does not exist`);
}

/** Functions and element types serve to build arrays; left over as values they are no data. */
function toValue(root: PickleItem, path: string): PickleValue {
  const seen = new Set<PickleItem>();
  const waiting: PickleItem[] = [root];
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    if (typeof item !== 'object' || item === null || item instanceof Uint8Array || seen.has(item)) continue;
    seen.add(item);
    if (Array.isArray(item)) for (const each of item as readonly PickleItem[]) waiting.push(each);
    else if (item instanceof Map) for (const [key, value] of item) waiting.push(key, value);
    else if ('kind' in item) {
      if (item.kind === 'function') throw new DatasetError('UNSAFE_PICKLE', { path, detail: `holds ${item.name} itself, and only arrays, lists, dicts, text and numbers are read` });
      if (item.kind === 'type') throw brokenPickle(path, 'holds the type of an array without the array');
      if (item.kind === 'objects') for (const each of item.values) waiting.push(each);
    }
  }
  return root as PickleValue;
}
