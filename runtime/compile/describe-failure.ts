import { sep } from 'node:path';

const LIBRARY_FRAME = /[\\/]@tensorflow[\\/]|node:internal|<anonymous>/;
const NO_GRADIENT = /gradient function not found for (\w+)/;
const UNKNOWN_KERNEL = /(?:Kernel|registered kernel) '([^']+)'/;

/** Returns what stopped a trace, in one clause: the operation, and the caller's line where the stack shows it. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const line = callerLine(error);
  return line === undefined ? describeMessage(error) : `${describeMessage(error)} (at ${line})`;
}

function describeMessage({ message }: Error): string {
  const unknown = UNKNOWN_KERNEL.exec(message)?.[1];
  if (unknown !== undefined) return `the operation ${unknown} cannot be compiled yet`;
  const underived = NO_GRADIENT.exec(message)?.[1];
  return underived === undefined ? message.replace(/\.$/, '') : `the operation ${underived} has no gradient`;
}

function callerLine({ stack = '' }: Error): string | undefined {
  const frame = stack.split('\n').find((line) => /^\s+at /.test(line) && !LIBRARY_FRAME.test(line) && !line.includes(`${import.meta.dirname}${sep}`));
  return frame === undefined ? undefined : /([^\\/\s()]+:\d+):\d+\)?$/.exec(frame)?.[1];
}
