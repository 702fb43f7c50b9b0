import { readFile } from 'node:fs/promises';

/**
 * Resolves with the scripts of a page joined into one, in the given order: each may use only those before it. They are modules for
 * editors and tests; their one-line imports and the word `export` fall away.
 */
export async function readPageScript(scripts: readonly URL[]): Promise<string> {
  const modules = await Promise.all(scripts.map((script) => readFile(script, 'utf8')));
  return modules.map(toPlainScript).join('\n');
}

function toPlainScript(module: string): string {
  return module.replace(/^import .*$/gm, '').replace(/^export /gm, '').replace(/^\/\/ @ts-check\n/, '');
}
