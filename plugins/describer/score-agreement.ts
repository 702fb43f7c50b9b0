import { EXPRESSIONS, type Expression } from '../../fusion/verdict.ts';

/** How far two namings of the same moments agree. */
export interface Agreement {
  readonly pairs: readonly (readonly [described: Expression, classified: Expression])[];
  readonly all: { readonly moments: number; readonly described: number; readonly classified: number; readonly both: number; readonly agreement?: number; readonly kappa?: number };
  /** Of each expression that either names, in the order of `EXPRESSIONS`: `agreement` is the share of `both` among the moments that either gives it. */
  readonly byLabel: readonly { readonly label: Expression; readonly moments: number; readonly described: number; readonly classified: number; readonly both: number; readonly agreement: number }[];
}

/**
 * Returns the share of moments that are named alike, and Cohen's kappa, `(p₀ − pₑ) / (1 − pₑ)` with `pₑ` the sum over the expressions of the product of their shares
 * (Cohen 1960); absent without a moment, and where `pₑ` is 1.
 */
export function scoreAgreement(pairs: Agreement['pairs']): Agreement {
  const total = pairs.length;
  const byLabel = EXPRESSIONS.map((label) => {
    const described = pairs.filter(([first]) => first === label).length;
    const classified = pairs.filter(([, second]) => second === label).length;
    const both = pairs.filter(([first, second]) => first === label && second === label).length;
    const moments = described + classified - both;
    return { label, moments, described, classified, both, agreement: both / moments };
  }).filter(({ moments }) => moments > 0);
  const both = byLabel.reduce((sum, each) => sum + each.both, 0);
  const chance = byLabel.reduce((sum, { described, classified }) => sum + described * classified, 0) / total ** 2;
  const all = { moments: total, described: total, classified: total, both };
  if (total === 0) return { pairs, all, byLabel };
  return { pairs, all: { ...all, agreement: both / total, ...(chance < 1 ? { kappa: (both / total - chance) / (1 - chance) } : {}) }, byLabel };
}
