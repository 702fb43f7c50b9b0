/** Returns why a name of a clip or of a packed file cannot be used as the name of a file, or `undefined` for one that can. */
export function whyHostile(name: string): string | undefined {
  if (name.trim() === '') return 'is empty';
  if (/\p{Cc}/u.test(name)) return 'has a control character in it';
  if (name.includes('\\')) return 'has a backslash in it';
  if (name.startsWith('/') || /^[a-z]:/i.test(name)) return 'is an absolute path';
  if (name.split('/').some((part) => part === '..' || part === '.' || part === '')) return 'leads out of its folder';
  return undefined;
}
