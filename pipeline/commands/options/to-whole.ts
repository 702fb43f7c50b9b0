import { InvalidArgumentError } from 'commander';

/** Returns what takes a whole number of at least `least` from an option; without `least`, any that is exact in floating point. It throws InvalidArgumentError. */
export function toWhole(least = Number.MIN_SAFE_INTEGER): (text: string) => number {
  const bound = least === Number.MIN_SAFE_INTEGER ? '' : ` of at least ${least}`;
  return (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number${bound}.`);
  };
}
