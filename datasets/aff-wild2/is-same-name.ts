/** Returns whether a file or folder is called one of `names`, without regard to case, spaces, hyphens and underscores: these differ between editions. */
export function isSameName(name: string, names: readonly string[]): boolean {
  return names.some((each) => plain(each) === plain(name));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}
