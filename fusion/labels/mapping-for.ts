import { LABEL_MAPPINGS, type LabelMapping } from './label-mappings.ts';

/**
 * Returns the name of the translation whose words are exactly `labels`, in any order and case-sensitive.
 *
 * @throws RangeError when no translation, or more than one, knows these words
 */
export function mappingFor(labels: readonly string[]): LabelMapping {
  const wanted = [...labels].sort().join('\n');
  const names = (Object.keys(LABEL_MAPPINGS) as LabelMapping[]).filter((name) => Object.keys(LABEL_MAPPINGS[name]).sort().join('\n') === wanted);
  if (names.length !== 1) {
    throw new RangeError(`labels ${labels.join(', ')}: ${names.length === 0 ? 'no' : 'more than one'} named mapping to the eight expressions. Known: ${Object.keys(LABEL_MAPPINGS).join(', ')}.`);
  }
  return names[0]!;
}
