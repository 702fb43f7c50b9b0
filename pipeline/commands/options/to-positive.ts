import { InvalidArgumentError } from 'commander';

/** Returns a finite number above 0 from an option. Throws InvalidArgumentError. */
export function toPositive(text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a number above 0.');
}
