import type { Fold, FoldItem } from './fold.ts';

/** A class that a fold has no clip of. */
export interface MissingClass {
  readonly fold: string;
  readonly part: 'train' | 'val';
  readonly expression: number;
}

/**
 * Returns the classes that occur in some fold and are missing from a part of one, in the order of folds, `train` before `val`. A fold of clips without classes
 * has none missing.
 */
export function findMissingClasses(folds: readonly Fold<FoldItem>[]): MissingClass[] {
  const classesOf = (items: readonly FoldItem[]) => new Set(items.flatMap(({ expression }) => expression ?? []));
  const first = folds[0]!;
  const all = [...classesOf([...first.train, ...first.val])].sort((a, b) => a - b);
  return folds.flatMap((fold) =>
    (['train', 'val'] as const).flatMap((part) => {
      const there = classesOf(fold[part]);
      return all.filter((expression) => !there.has(expression)).map((expression) => ({ fold: fold.name, part, expression }));
    }),
  );
}
