import type { Fold, FoldItem } from './fold.ts';

/** Speakers or videos that a model is trained on and judged by. */
export interface Leak {
  readonly by: 'speaker' | 'video';
  /** Where they are besides `train`; for the test, besides `train` and `val`. */
  readonly part: 'val' | 'test';
  /** How many of them in all folds together. */
  readonly shared: number;
  /** How many there are in `part` of all folds together. */
  readonly of: number;
}

/** Returns which speakers and videos are on both sides of some fold; nothing where the items name neither. */
export function findLeaks(folds: readonly Fold<FoldItem>[]): Leak[] {
  return (['speaker', 'video'] as const).flatMap((by) =>
    (['val', 'test'] as const).flatMap((part) => {
      const judged = new Set<string>();
      const shared = new Set<string>();
      for (const fold of folds) {
        const seen = groupsOf(part === 'val' ? fold.train : [...fold.train, ...fold.val], by);
        for (const group of groupsOf(fold[part], by)) {
          judged.add(group);
          if (seen.has(group)) shared.add(group);
        }
      }
      return shared.size === 0 ? [] : [{ by, part, shared: shared.size, of: judged.size }];
    }),
  );
}

function groupsOf(items: readonly FoldItem[], by: 'speaker' | 'video'): Set<string> {
  return new Set(items.flatMap((item) => item[by] ?? []));
}
