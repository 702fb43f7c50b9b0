import { extname } from 'node:path';

/** Returns the URL of a module beside `here` (an `import.meta.url`), with the same ending: `.ts` in a checkout, `.js` once built. */
export function besideUrl(here: string, name: string): URL {
  return new URL(`./${name}${extname(here)}`, here);
}
