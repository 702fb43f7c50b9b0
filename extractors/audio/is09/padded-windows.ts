/** Groups the items of a stream with their neighbours. */
export interface PaddedWindows<T> {
  /** Takes the next item; returns the window around the item that has all its neighbours now, if one has. */
  push(item: T): readonly T[] | undefined;
  /** Returns the windows around the last items, the last one repeated after the end. */
  finish(): (readonly T[])[];
}

/** Returns windows of `2 · reach + 1` items; the first one is repeated before the start. */
export function paddedWindows<T>(reach: number): PaddedWindows<T> {
  let recent: T[] = [];
  const push = (item: T): readonly T[] | undefined => {
    if (recent.length === 0) recent = Array.from({ length: reach }, () => item);
    recent = [...recent.slice(-2 * reach), item];
    return recent.length > 2 * reach ? recent : undefined;
  };
  return {
    push,
    // Without items this fills no window: `reach` copies before and `reach` after are one too few
    finish: () => Array.from({ length: reach }, () => push(recent.at(-1)!)).filter((window) => window !== undefined),
  };
}
