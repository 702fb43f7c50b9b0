/** Returns a copy of `record` that lacks some keys. */
export function without<Fields extends object, Key extends keyof Fields>(record: Fields, ...keys: readonly Key[]): Omit<Fields, Key> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key as Key))) as Omit<Fields, Key>;
}
