/** Returns the values of an option that may be given several times, with the new one at the end. */
export function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}
