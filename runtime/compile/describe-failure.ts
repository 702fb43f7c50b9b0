import { sep } from 'node:path';

const LIBRARY_FRAME = /[\\/]@tensorflow[\\/]|node:internal|<anonymous>/;
const UNKNOWN_KERNEL = /(?:Kernel|registered kernel) '([^']+)'/;

/** Returns what stopped a trace, in one clause: the operation, and the caller's line where the stack shows it. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const unknown = UNKNOWN_KERNEL.exec(error.message)?.[1];
  const what = unknown === undefined ? error.message.replace(/\.$/, '') : `the operation ${unknown} cannot be compiled yet`;
  const line = callerLine(error);
  return line === undefined ? what : `${what} (at ${line})`;
}

function callerLine({ stack = '' }: Error): string | undefined {
  const frame = stack.split('\n').find((line) => /^\s+at /.test(line) && !LIBRARY_FRAME.test(line) && !line.includes(`${import.meta.dirname}${sep}`));
  return frame === undefined ? undefined : /([^\\/\s()]+:\d+):\d+\)?$/.exec(frame)?.[1];
}
