import { basename, extname } from 'node:path';
import { ConfigError } from '../../../configs/config-error.ts';

/** How kinds of outliers are named. */
interface KindNaming {
  /** Names of the kinds that are made. */
  readonly made: readonly string[];
  /** Returns the name of a kind. Default: that of the file or folder, `cartoons/` → `cartoons`. */
  readonly nameOf?: (given: string) => string;
}

/** Returns each of the outliers given with the name of its kind. Throws ConfigError when two have one name, or one that of a kind which is made. */
export function kindNames(given: readonly string[], { made, nameOf = (path) => basename(path, extname(path)) }: KindNaming): (readonly [string, string])[] {
  const named = given.map((each) => [nameOf(each), each] as const);
  named.forEach(([name, each], index) => {
    if (made.includes(name)) throw new ConfigError(`--outliers ${each}`, [`has the name of a kind that is made here, "${name}"`], undefined, 'Rename it.');
    if (named.findIndex(([other]) => other === name) < index) throw new ConfigError(`--outliers ${each}`, [`is the second kind with the name "${name}"`], undefined, 'Put both into one folder, or rename one.');
  });
  return named;
}
