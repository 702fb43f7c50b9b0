/** Returns every set of some of `items`, without the empty one: by size, then in the order of the items. */
export function subsetsOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const subsets = items.reduce<readonly (readonly Item[])[]>((known, item) => [...known, ...known.map((subset) => [...subset, item])], [[]]);
  const order = (subset: readonly Item[]) => subset.map((item) => items.indexOf(item));
  return subsets.slice(1).toSorted((a, b) => a.length - b.length || compare(order(a), order(b)));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : a[at]! - b[at]!;
}
