import type { LabelOptions } from './label-options.ts';

/**
 * Returns the index of each class by its names in lower case, aliases among them.
 *
 * @throws TypeError when there is a column of expressions and no classes, RangeError when classes or aliases contradict themselves
 */
export function toClassIndex({ columns, classes, aliases = {} }: LabelOptions): ReadonlyMap<string, number> {
  if (columns.expression !== undefined && classes === undefined) throw new TypeError('A column of expressions needs `classes`, in the order of the labels');
  const index = new Map((classes ?? []).map((name, place) => [name.toLowerCase(), place]));
  if (index.size !== (classes ?? []).length) throw new RangeError(`The classes ${(classes ?? []).join(', ')} are not all different`);
  for (const [alias, name] of Object.entries(aliases)) {
    const place = index.get(name.toLowerCase());
    if (place === undefined) throw new RangeError(`The alias "${alias}" means "${name}", which is not among the classes ${(classes ?? []).join(', ')}`);
    if ((index.get(alias.toLowerCase()) ?? place) !== place) throw new RangeError(`The alias "${alias}" is another class already`);
    index.set(alias.toLowerCase(), place);
  }
  return index;
}
