import { InvalidArgumentError } from 'commander';

/** Returns what takes names with commas between them from an option, all of them among `known`. It throws InvalidArgumentError. */
export function toNames(known: readonly string[]): (text: string) => string[] {
  return (text) => {
    const names = text.split(',').map((name) => name.trim());
    const unknown = names.find((name) => !known.includes(name));
    if (unknown === undefined) return names;
    throw new InvalidArgumentError(`There is no "${unknown}" among ${known.join(', ')}.`);
  };
}
