/** Returns a number of bytes for people, in powers of 1000: `323 kB`, `35.0 MB`; `?` when it is not known. */
export function toSize(bytes: number | undefined): string {
  if (bytes === undefined) return '?';
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
