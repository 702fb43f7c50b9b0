import { InvalidArgumentError } from 'commander';

/** Returns a number from 0 to 1 from an option. Throws InvalidArgumentError. */
export function toShare(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return value;
}
