/**
 * Returns the means of every `count` rows that follow each other; rows at the end that are fewer are left out, unless there are no others.
 *
 * @param rows each of shape `[D]`
 */
export function poolRows(rows: readonly ArrayLike<number>[], count: number): Float32Array[] {
  const width = rows[0]?.length ?? 0;
  const groups = rows.length === 0 ? 0 : Math.max(1, Math.floor(rows.length / count));
  return Array.from({ length: groups }, (_, group) => {
    const part = rows.slice(group * count, (group + 1) * count);
    return Float32Array.from({ length: width }, (_value, d) => part.reduce((sum, row) => sum + row[d]!, 0) / part.length);
  });
}
