import type { toTerms } from './to-terms.ts';

type Terms = ReturnType<typeof toTerms>;

/**
 * Returns the function that weighs the terms of a text: `(1 + ln count) · ln((1 + N) / (1 + texts with the term))`, brought to length 1. What is known of
 * the terms comes from `training` alone; terms that fewer than two of its texts have are left out.
 */
export function weighTerms(training: readonly Terms[]): (terms: Terms) => ReadonlyMap<string, number> {
  const texts = new Map<string, number>();
  for (const terms of training) for (const term of terms.keys()) texts.set(term, (texts.get(term) ?? 0) + 1);
  return (terms) => {
    const known = [...terms].filter(([term]) => (texts.get(term) ?? 0) >= 2);
    const weights = known.map(([term, count]) => [term, (1 + Math.log(count)) * Math.log((1 + training.length) / (1 + texts.get(term)!))] as const);
    const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
    return new Map(weights.map(([term, weight]) => [term, weight / length]));
  };
}
