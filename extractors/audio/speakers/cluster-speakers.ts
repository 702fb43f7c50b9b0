/**
 * Returns a number for each vector, equal numbers for those of one speaker, from 0 in order of appearance: agglomerative clustering by average link (the mean cosine
 * distance between the members of two clusters, UPGMA of Sokal and Michener 1958), until no two clusters are closer than `different`. Takes time and memory by the square of their count.
 *
 * @param vectors of unit length, all of one shape
 * @param different cosine distance in [0, 2]
 */
export function clusterSpeakers(vectors: readonly Float32Array[], different: number): number[] {
  const parents = vectors.map((_, index) => index);
  const sizes = vectors.map(() => 1);
  const distances = vectors.map((a) => Float64Array.from(vectors, (b) => cosineDistance(a, b)));
  const open = new Set(parents);
  // Chain of nearest neighbours (Benzécri 1982): with average link, two that are each other's nearest are joined in the end whatever is joined before
  const chain: number[] = [];
  while (open.size > 0) {
    if (chain.length === 0) chain.push(open.values().next().value!);
    const last = chain.at(-1)!;
    const before = chain.at(-2);
    const nearest = findNearest(last, { open, distances: distances[last]!, preferred: before });
    if (nearest === undefined || distances[last]![nearest]! > different) {
      open.delete(last);
      chain.length = 0;
    } else if (nearest === before) {
      chain.length -= 2;
      join(before, last, { distances, sizes, open, parents });
    } else chain.push(nearest);
  }
  const names = new Map<number, number>();
  return vectors.map((_, index) => {
    const root = rootOf(index, parents);
    if (!names.has(root)) names.set(root, names.size);
    return names.get(root)!;
  });
}

/** `1 − a · b` of vectors of unit length. */
export function cosineDistance(a: Float32Array, b: Float32Array): number {
  return 1 - a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}

function findNearest(of: number, { open, distances, preferred }: { open: ReadonlySet<number>; distances: Float64Array; preferred: number | undefined }): number | undefined {
  let nearest = preferred;
  for (const other of open) if (other !== of && (nearest === undefined || distances[other]! < distances[nearest]!)) nearest = other;
  return nearest;
}

interface Clusters {
  readonly distances: readonly Float64Array[];
  readonly sizes: number[];
  readonly open: Set<number>;
  readonly parents: number[];
}

/** Puts `b` into `a`. */
function join(a: number, b: number, { distances, sizes, open, parents }: Clusters): void {
  const [sizeA, sizeB] = [sizes[a]!, sizes[b]!];
  for (const other of open) {
    const distance = (sizeA * distances[a]![other]! + sizeB * distances[b]![other]!) / (sizeA + sizeB);
    distances[a]![other] = distance;
    distances[other]![a] = distance;
  }
  sizes[a] = sizeA + sizeB;
  parents[b] = a;
  open.delete(b);
}

function rootOf(index: number, parents: readonly number[]): number {
  return parents[index] === index ? index : rootOf(parents[index]!, parents);
}
