import { InvalidArgumentError } from 'commander';

/** Returns what takes `name=value` from an option that may be given once for each name, as one object of all. It throws InvalidArgumentError, with `example` where the form is another. */
export function collectPairs(example: string): (given: string, earlier: Readonly<Record<string, string>>) => Record<string, string> {
  return (given, earlier) => {
    const equals = given.indexOf('=');
    if (equals < 1 || equals === given.length - 1) throw new InvalidArgumentError(`It must be of the form name=value, for instance ${example}.`);
    const name = given.slice(0, equals);
    if (Object.hasOwn(earlier, name)) throw new InvalidArgumentError(`"${name}" is given twice.`);
    return { ...earlier, [name]: given.slice(equals + 1) };
  };
}
