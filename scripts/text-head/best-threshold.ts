/** Returns the margin above which a class is to be assigned for the highest F1: between the last margin that is in and the first that is out. */
export function bestThreshold(margins: readonly number[], isMember: (i: number) => boolean): number {
  const order = [...margins.keys()].sort((a, b) => margins[b]! - margins[a]!);
  const members = order.filter(isMember).length;
  let [hits, best, threshold] = [0, 0, Infinity];
  order.forEach((i, rank) => {
    if (isMember(i)) hits++;
    const f1 = (2 * hits) / (rank + 1 + members);
    if (f1 <= best) return;
    best = f1;
    threshold = (margins[i]! + (margins[order[rank + 1] ?? i] ?? margins[i]!)) / 2;
  });
  return threshold;
}
