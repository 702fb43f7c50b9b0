import { InvalidArgumentError } from 'commander';

/** Returns a whole number of at least 1 from an option. Throws InvalidArgumentError. */
export function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It must be a whole number of at least 1.');
  return count;
}
