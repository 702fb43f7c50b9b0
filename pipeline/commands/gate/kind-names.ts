import { basename, extname } from 'node:path';
import { ConfigError } from '../../../configs/config-error.ts';

/** Returns each path of outliers with the name of its kind, that of the file or folder: `cartoons/` → `cartoons`. Throws ConfigError when two have one name. */
export function kindNames(paths: readonly string[]): (readonly [string, string])[] {
  const named = paths.map((path) => [basename(path, extname(path)), path] as const);
  const twice = named.find(([name], index) => named.findIndex(([other]) => other === name) < index);
  if (twice !== undefined) throw new ConfigError(`--outliers ${twice[1]}`, [`is the second kind with the name "${twice[0]}"`], undefined, 'Put both into one folder, or rename one.');
  return named;
}
