import type { Expression, Probabilities } from '../verdict.ts';
import { LABEL_MAPPINGS } from './label-mappings.ts';
import { mappingFor } from './mapping-for.ts';

/**
 * Returns a function that turns class probabilities in a model's own order into probabilities over the expressions.
 * Classes that mean the same expression are added up; an expression that no class means is an absent key.
 *
 * @param labels class names in output order
 * @throws RangeError when the labels match no named mapping
 */
export function toProbabilities(labels: readonly string[]): (values: ArrayLike<number>) => Probabilities {
  const mapping: Readonly<Record<string, Expression>> = LABEL_MAPPINGS[mappingFor(labels)];
  const targets = labels.map((label) => mapping[label]!);
  return (values) => {
    const result: Partial<Record<Expression, number>> = {};
    targets.forEach((target, index) => (result[target] = (result[target] ?? 0) + values[index]!));
    return result;
  };
}
