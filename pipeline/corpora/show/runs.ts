/** Neighbours that are the same. */
export interface Run<Value> {
  readonly value: Value;
  readonly from: number;
  /** Behind the last one. */
  readonly to: number;
}

/** Returns the runs of equal values of `at` over `0 … length − 1`, in order, without those that are `undefined`. */
export function runs<Value>(length: number, at: (index: number) => Value | undefined): Run<Value>[] {
  const found: Run<Value>[] = [];
  let [from, current] = [0, length > 0 ? at(0) : undefined];
  for (let index = 1; index <= length; index++) {
    const value = index < length ? at(index) : undefined;
    if (index < length && value === current) continue;
    if (current !== undefined) found.push({ value: current, from, to: index });
    [from, current] = [index, value];
  }
  return found;
}
