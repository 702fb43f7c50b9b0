import { readFile } from 'node:fs/promises';
import { formatShare, formatSigned, formatTime } from './format-figure.ts';

/** The scripts in the order in which they are joined: each uses only those before it. */
const SCRIPTS = ['decode', 'find', 'figures', 'theme', 'player', 'place-labels', 'overlay', 'plane', 'now', 'scale', 'draw', 'tracks', 'timeline', 'main'] as const;

/**
 * Resolves with the style sheet and the scripts that lie in `page/` beside this module. The scripts are modules for editors and
 * tests; joined into one, their one-line imports and the word `export` fall away. What writes figures is the same code as for the rest
 * of the page, types stripped: its functions must stand alone.
 */
export async function readPageFiles(): Promise<{ readonly style: string; readonly script: string }> {
  const read = (name: string) => readFile(new URL(`page/${name}`, import.meta.url), 'utf8');
  const [style, ...scripts] = await Promise.all([read('page.css'), ...SCRIPTS.map((name) => read(`${name}.js`))]);
  return { style, script: [formatTime, formatShare, formatSigned, ...scripts.map(toPlainScript)].join('\n') };
}

function toPlainScript(module: string): string {
  return module.replace(/^import .*$/gm, '').replace(/^export /gm, '').replace(/^\/\/ @ts-check\n/, '');
}
