import { ConfigError } from '../../configs/config-error.ts';
import { LABEL_MAPPINGS } from '../../fusion/labels/label-mappings.ts';
import { EXPRESSIONS, type Expression } from '../../fusion/verdict.ts';

/**
 * Returns what the classes of a corpus mean among the eight expressions. A word means what all named translations make of it, whatever its case.
 *
 * @param mapping name of the translation to use in place of all
 * @throws ConfigError when a class is not known, or is translated differently
 */
export function toExpressions(classes: readonly string[], mapping?: string): Expression[] {
  const tables: Readonly<Record<string, Readonly<Record<string, Expression>>>> = LABEL_MAPPINGS;
  const known = `Name a translation with \`--mapping\`: ${Object.keys(tables).join(', ')}.`;
  if (mapping !== undefined && !Object.hasOwn(tables, mapping)) throw new ConfigError('--mapping', [`"${mapping}" is not known`], undefined, known);
  const own = Object.fromEntries(EXPRESSIONS.map((expression) => [expression, expression]));
  const used = mapping === undefined ? [own, ...Object.values(tables)] : [tables[mapping]!];
  return classes.map((word) => {
    const meanings = new Set(used.flatMap((table) => Object.entries(table).filter(([each]) => each.toLowerCase() === word.toLowerCase()).map(([, meaning]) => meaning)));
    if (meanings.size === 1) return [...meanings][0]!;
    throw new ConfigError('labels', [`the class "${word}" ${meanings.size === 0 ? 'is in no translation to the eight expressions' : `means ${[...meanings].join(' or ')}`}`], undefined, known);
  });
}
