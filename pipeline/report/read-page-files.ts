import { readFile } from 'node:fs/promises';
import { formatList, formatShare, formatSigned, formatTime } from './format-figure.ts';
import { readPageScript } from './read-page-script.ts';

/** The scripts in the order in which they are joined: each uses only those before it. */
const SCRIPTS = ['decode', 'find', 'figures', 'theme', 'player', 'place-labels', 'overlay', 'plane', 'now', 'scale', 'draw', 'tracks', 'timeline', 'main'] as const;

/**
 * Resolves with the style sheet and the scripts that lie in `page/` beside this module. What writes figures is the same code as for the
 * rest of the page, types stripped: its functions must stand alone.
 */
export async function readPageFiles(): Promise<{ readonly style: string; readonly script: string }> {
  const at = (name: string) => new URL(`page/${name}`, import.meta.url);
  const [style, script] = await Promise.all([readFile(at('page.css'), 'utf8'), readPageScript(SCRIPTS.map((name) => at(`${name}.js`)))]);
  return { style, script: [formatTime, formatList, formatShare, formatSigned, script].join('\n') };
}
