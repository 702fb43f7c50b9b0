/**
 * Returns for each row the column it is given, so that the sum of the costs is the least possible (the assignment problem;
 * Kuhn 1955, in the O(rows² × columns) form with potentials and shortest augmenting paths). Each column is given once.
 *
 * @param costs shape `[rows][columns]`, `rows ≤ columns`; `Infinity` forbids, as long as some assignment is allowed
 */
export function assign(costs: readonly (readonly number[])[]): number[] {
  const columns = costs[0]?.length ?? 0;
  const rowPotential = new Float64Array(costs.length);
  const columnPotential = new Float64Array(columns);
  const rowOf = new Int32Array(columns).fill(-1);
  for (let row = 0; row < costs.length; row++) {
    const { reached, distance, previous, end } = findPath(costs, { row, rowOf, rowPotential, columnPotential });
    for (const column of reached) columnPotential[column]! += distance[column]! - distance[end]!;
    for (const column of reached) rowPotential[rowOf[column]!]! += distance[end]! - distance[column]!;
    rowPotential[row]! += distance[end]!;
    flipPath(rowOf, { previous, end, row });
  }
  const columnOf = new Array<number>(costs.length);
  for (const [column, row] of rowOf.entries()) if (row >= 0) columnOf[row] = column;
  return columnOf;
}

/** The matching so far, with its dual solution; `row` is the one that looks for a column. */
interface Search {
  readonly row: number;
  /** Row of each column, −1 for a free one. */
  readonly rowOf: Int32Array;
  readonly rowPotential: Float64Array;
  readonly columnPotential: Float64Array;
}

/** Shortest path from a row to a free column, over reduced costs (Dijkstra). `reached` are the taken columns on the way. */
function findPath(costs: readonly (readonly number[])[], { row: start, rowOf, rowPotential, columnPotential }: Search) {
  const distance = new Float64Array(rowOf.length).fill(Infinity);
  const previous = new Int32Array(rowOf.length).fill(-1);
  const open = new Set(rowOf.keys());
  const reached: number[] = [];
  let [row, column, length] = [start, -1, 0];
  for (;;) {
    for (const next of open) {
      const through = length + costs[row]![next]! - rowPotential[row]! - columnPotential[next]!;
      if (through >= distance[next]!) continue;
      distance[next] = through;
      previous[next] = column;
    }
    column = nearest(open, distance);
    if (rowOf[column] === -1) return { reached, distance, previous, end: column };
    open.delete(column);
    reached.push(column);
    length = distance[column]!;
    row = rowOf[column]!;
  }
}

function nearest(columns: Iterable<number>, distance: Float64Array): number {
  let best = -1;
  for (const column of columns) if (best === -1 || distance[column]! < distance[best]!) best = column;
  return best;
}

/** Gives each column on the path the row that stood before it. */
function flipPath(rowOf: Int32Array, { previous, end, row }: { previous: Int32Array; end: number; row: number }): void {
  let column = end;
  while (previous[column] !== -1) {
    rowOf[column] = rowOf[previous[column]!]!;
    column = previous[column]!;
  }
  rowOf[column] = row;
}
