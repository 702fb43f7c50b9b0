import type { ModelOption, ModelOptions, NumberOption, OptionValues } from './model-options.ts';

/**
 * Returns the value of every option: the given one, or the default.
 *
 * @param model name of the model, for the message
 * @throws TypeError when something given is no option of the model, or of another type
 * @throws RangeError when a value is outside what the option takes
 */
export function toOptionValues<Options extends ModelOptions>(
  model: string,
  options: Options,
  given: Readonly<Record<string, unknown>>,
): OptionValues<Options> {
  checkNames(model, options, given);
  const values = Object.entries(options).map(([name, option]) => {
    const value = given[name] ?? option.default;
    check(`${model}.${name}`, option, value);
    return [name, value];
  });
  return Object.fromEntries(values) as OptionValues<Options>;
}

function checkNames(part: string, options: ModelOptions, given: Readonly<Record<string, unknown>>): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(options, name));
  if (unknown !== undefined) throw new TypeError(`${part}.${unknown}: is no option of this model. Use ${Object.keys(options).join(', ')}.`);
}

function check(name: string, option: ModelOption, value: unknown): void {
  if ('each' in option && Array.isArray(value)) {
    checkEach(name, option, value);
    return;
  }
  if (typeof value !== typeof option.default) {
    throw new TypeError(`${name}: is ${JSON.stringify(value)}, a ${typeof value}. Give a ${typeof option.default}.`);
  }
  if ('values' in option && !option.values.includes(value as string)) {
    throw new RangeError(`${name}: is ${JSON.stringify(value)}. Use one of ${option.values.join(', ')}.`);
  }
  if ('minimum' in option) checkNumber(name, option, value as number);
}

function checkEach(name: string, option: NumberOption, parts: readonly unknown[]): void {
  checkNumber(`${name}: its length`, option, parts.length);
  for (const [index, part] of parts.entries()) {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) throw new TypeError(`${name}.${index}: is ${JSON.stringify(part)}. Give an object with ${Object.keys(option.each!).join(', ')}.`);
    const given = part as Readonly<Record<string, unknown>>;
    checkNames(`${name}.${index}`, option.each!, given);
    for (const [key, value] of Object.entries(given)) check(`${name}.${index}.${key}`, option.each![key]!, value);
  }
}

function checkNumber(name: string, { minimum, maximum, integer = false }: Extract<ModelOption, { minimum: number }>, value: number): void {
  const inside = value >= minimum && value <= maximum;
  if (inside && (!integer || Number.isInteger(value))) return;
  throw new RangeError(`${name}: is ${value}. Give ${integer ? 'a whole number' : 'a number'} from ${minimum} to ${maximum}.`);
}
