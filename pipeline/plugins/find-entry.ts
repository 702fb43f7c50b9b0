import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { PluginError } from '../../plugins/plugin-error.ts';

/** The file that a package is entered by. */
export interface PluginEntry {
  readonly path: string;
  /** Of the package; absent for a file that belongs to none. */
  readonly version?: string;
}

/**
 * Returns where a package, or a file when `use` begins with `./`, `../` or `/`, is to be imported from, as seen from `folder`.
 *
 * @throws PluginError NOT_FOUND, NOT_LOADED
 */
export function findEntry(use: string, folder: string): PluginEntry {
  try {
    const path = createRequire(join(folder, 'package.json')).resolve(use);
    if (!isAbsolute(path)) throw new Error('is a module of Node');
    return withVersion(realpathSync(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return importedEntry(use, folder);
    throw new PluginError('NOT_FOUND', { plugin: use, detail: isFile(use) ? `there is no such file seen from ${folder}` : `there is no plug-in of this name, and no such package seen from ${folder}`, ...(isFile(use) ? { next: 'Check the path.' } : {}), cause: error });
  }
}

function isFile(use: string): boolean {
  return use.startsWith('.') || isAbsolute(use);
}

/** The entry of a package that is made for `import` alone, which `require.resolve` does not tell. */
function importedEntry(use: string, folder: string): PluginEntry {
  const root = packageRoots(folder).map((each) => join(each, 'node_modules', use)).find((each) => existsSync(join(each, 'package.json')));
  const entry = root && entryOf(readManifest(root)?.exports);
  const path = root && entry && join(root, entry);
  if (!path || !existsSync(path) || relative(root, path).startsWith('..')) throw new PluginError('NOT_LOADED', { plugin: use, detail: 'its package.json names no file to import' });
  return withVersion(realpathSync(path));
}

/** The folder and all above it. */
function packageRoots(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...packageRoots(above)];
}

function entryOf(exported: unknown): string | undefined {
  if (typeof exported === 'string') return exported;
  if (typeof exported !== 'object' || exported === null) return undefined;
  const { '.': main, node, import: imported, default: other } = exported as Readonly<Record<string, unknown>>;
  return entryOf(main) ?? entryOf(node) ?? entryOf(imported) ?? entryOf(other);
}

function withVersion(path: string): PluginEntry {
  const version = packageRoots(dirname(path)).map((root) => readManifest(root)?.version).find((each) => typeof each === 'string');
  return { path, ...(version === undefined ? {} : { version }) };
}

function readManifest(root: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined; // None there, or one that says nothing
  }
}
