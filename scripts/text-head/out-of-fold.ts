import { fitMargin, type MarginOptions } from './fit-margin.ts';
import { rowProduct, type LinearFit, type SparseRows } from './sparse-rows.ts';

/** Returns what classifiers say of rows that they were not fitted on: shape `[rows][classes]`, each row judged by the fold that left it out. */
export function outOfFold(rows: SparseRows, labels: readonly (readonly number[])[], { foldOf, folds, classes, ...options }: MarginOptions & { readonly foldOf: readonly number[]; readonly folds: number; readonly classes: number }): Float64Array[] {
  const margins = labels.map(() => new Float64Array(classes));
  for (let fold = 0; fold < folds; fold++) {
    const chosen = [...foldOf.keys()].filter((i) => foldOf[i] !== fold);
    const fits = fitClasses(rows, labels, { ...options, chosen, classes });
    foldOf.forEach((each, i) => {
      if (each === fold) fits.forEach((fit, k) => (margins[i]![k] = rowProduct(rows, i, fit)));
    });
  }
  return margins;
}

/** Returns one classifier a class, each against all others. */
export function fitClasses(rows: SparseRows, labels: readonly (readonly number[])[], { chosen, classes, ...options }: MarginOptions & { readonly chosen: readonly number[]; readonly classes: number }): LinearFit[] {
  return Array.from({ length: classes }, (_, k) => fitMargin(rows, chosen, (i) => labels[i]!.includes(k), options));
}
