/** What was said, and what was understood. */
export interface SpokenPair {
  readonly reference: string;
  readonly hypothesis: string;
}

/** Errors of recognised speech, over all pairs. */
export interface WordErrors {
  /** `(substitutions + deletions + insertions) / units`; may be above 1; `NaN` where `units` is 0. */
  readonly rate: number;
  readonly substitutions: number;
  /** Of the reference, that the hypothesis lacks. */
  readonly deletions: number;
  readonly insertions: number;
  /** Words, or characters, of all references. */
  readonly units: number;
}

/**
 * Returns the word error rate of recognised speech (or the character error rate, for languages written without blanks): errors of all pairs over units of all references, not
 * the mean of the rates of pairs.
 *
 * Before it is counted a text is normalised: NFKC, lower case, `’` as `'`, everything but letters, digits and an apostrophe within a word as a blank; with `characters` the blanks
 * are left out, too. Numbers are not written out, contractions not resolved. Of the alignments with fewest errors the one with most units right counts.
 *
 * @example wordErrorRate([{ reference: 'Bin blue at F two now.', hypothesis: 'been blue at f now now' }]) // { rate: 2 / 6, substitutions: 2, … }
 */
export function wordErrorRate(pairs: Iterable<SpokenPair>, { unit = 'words' }: { readonly unit?: 'words' | 'characters' } = {}): WordErrors {
  let [substitutions, deletions, insertions, units] = [0, 0, 0, 0];
  for (const pair of pairs) {
    const [reference, hypothesis] = [toUnits(pair.reference, unit), toUnits(pair.hypothesis, unit)];
    const { errors, right } = align(reference, hypothesis);
    const lacking = errors - (hypothesis.length - right);
    deletions += lacking;
    substitutions += reference.length - right - lacking;
    insertions += errors - (reference.length - right);
    units += reference.length;
  }
  return { rate: units === 0 ? Number.NaN : (substitutions + deletions + insertions) / units, substitutions, deletions, insertions, units };
}

function toUnits(text: string, unit: 'words' | 'characters'): string[] {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('’', "'");
  const words = plain.replace(/(?<![\p{L}\p{N}])'|'(?![\p{L}\p{N}])|[^\p{L}\p{M}\p{N}']/gu, ' ').split(/\s+/).filter((word) => word !== '');
  return unit === 'words' ? words : Array.from(words.join(''));
}

/** Fewest errors, and the units that are right then. A row of the table at a time: each cell is `errors · weight − right`. */
function align(reference: readonly string[], hypothesis: readonly string[]): { errors: number; right: number } {
  const weight = Math.min(reference.length, hypothesis.length) + 1;
  let above = Float64Array.from({ length: hypothesis.length + 1 }, (_, i) => i * weight);
  for (const said of reference) {
    const row = new Float64Array(above.length);
    row[0] = above[0]! + weight;
    for (let i = 1; i < row.length; i++) {
      const met = above[i - 1]! + (said === hypothesis[i - 1] ? -1 : weight);
      row[i] = Math.min(met, above[i]! + weight, row[i - 1]! + weight);
    }
    above = row;
  }
  const last = above.at(-1)!;
  const errors = Math.ceil(last / weight);
  return { errors, right: errors * weight - last };
}
