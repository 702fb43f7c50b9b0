import { relative, resolve } from 'node:path';
import { ConfigError } from '../../../configs/config-error.ts';

/** Throws ConfigError where `out` lies within `root`: copies among the sources would be taken for sources the next time. */
export function checkApart(root: string, out: string): void {
  if (!relative(resolve(root), resolve(out)).startsWith('..') && resolve(root) !== resolve('/')) throw new ConfigError('OUT', [`${out} lies within ${root}, where the sources are`], undefined, 'Choose a folder beside it.');
}
