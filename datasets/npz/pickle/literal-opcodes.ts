import { brokenPickle, type PickleMachine } from './pickle-machine.ts';

/** One instruction of a pickle. */
export type Opcode = (machine: PickleMachine) => void;

/** A number with more digits is no label. */
const MOST_DIGITS = 1000;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', v: '\v', '0': '\0' };
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** The instructions that push one value: numbers, text, bytes (https://docs.python.org/3/library/pickletools.html). */
export const LITERAL_OPCODES: Readonly<Record<string, Opcode>> = {
  N: ({ push }) => push(null),
  '\x88': ({ push }) => push(true),
  '\x89': ({ push }) => push(false),
  I: (machine) => machine.push(toInt(machine)),
  L: (machine) => machine.push(toInt(machine)),
  J: ({ push, bytes }) => push(bytes.int32()),
  K: ({ push, bytes }) => push(bytes.byte()),
  M: ({ push, bytes }) => push(bytes.uint16()),
  '\x8a': (machine) => machine.push(toLong(machine, machine.bytes.byte())),
  '\x8b': (machine) => machine.push(toLong(machine, machine.bytes.uint32())),
  F: (machine) => machine.push(toFloat(machine)),
  G: ({ push, bytes }) => push(bytes.float64()),
  S: (machine) => machine.push(toQuoted(machine)),
  T: ({ push, bytes }) => push(latin(bytes.take(bytes.uint32()))),
  U: ({ push, bytes }) => push(latin(bytes.take(bytes.byte()))),
  V: ({ push, bytes }) => push(bytes.line().replace(/\\u([\da-fA-F]{4})|\\U([\da-fA-F]{8})/g, (_, short?: string, long?: string) => toCharacter(parseInt(short ?? long!, 16)))),
  X: ({ push, bytes }) => push(text(bytes.take(bytes.uint32()))),
  '\x8c': ({ push, bytes }) => push(text(bytes.take(bytes.byte()))),
  '\x8d': ({ push, bytes }) => push(text(bytes.take(bytes.uint64()))),
  B: ({ push, bytes }) => push(bytes.take(bytes.uint32())),
  C: ({ push, bytes }) => push(bytes.take(bytes.byte())),
  '\x8e': ({ push, bytes }) => push(bytes.take(bytes.uint64())),
  '\x96': ({ push, bytes }) => push(bytes.take(bytes.uint64())),
};

function toCharacter(point: number): string {
  return point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point);
}

/** `I01` and `I00` are how protocol 0 writes True and False. */
function toInt({ bytes, path }: PickleMachine): boolean | number | bigint {
  const line = bytes.line();
  if (line === '01' || line === '00') return line === '01';
  if (!/^[+-]?\d+L?$/.test(line) || line.length > MOST_DIGITS) throw brokenPickle(path, `has "${line.slice(0, 40)}" for an integer`);
  return narrow(BigInt(line.replace(/^\+|L$/g, '')));
}

/** Two's complement, the lowest byte first. */
function toLong({ bytes, path }: PickleMachine, length: number): number | bigint {
  if (length > MOST_DIGITS) throw brokenPickle(path, `has an integer of ${length} bytes`);
  if (length === 0) return 0;
  const value = BigInt(`0x${Buffer.from(bytes.take(length)).reverse().toString('hex')}`);
  return narrow(BigInt.asIntN(8 * length, value));
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function toFloat({ bytes, path }: PickleMachine): number {
  const line = bytes.line();
  const special: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
  if (Object.hasOwn(special, line)) return special[line]!;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(line)) throw brokenPickle(path, `has "${line.slice(0, 40)}" for a number`);
  return Number(line);
}

/** Text of Python 2, as `repr` writes it: one character a byte. */
function toQuoted({ bytes, path }: PickleMachine): string {
  const [, , inner] = /^(['"])(.*)\1$/s.exec(bytes.line()) ?? [];
  if (inner === undefined) throw brokenPickle(path, 'has text without quotes');
  return inner.replace(/\\(?:x([\da-f]{2})|(.))/gis, (all, hex?: string, letter?: string) => (hex === undefined ? (ESCAPES[letter!] ?? all) : String.fromCharCode(parseInt(hex, 16))));
}
