import { CORPORA } from '../../../datasets/corpora.ts';
import type { Corpus } from '../../../datasets/corpus.ts';
import type { CommandContext } from '../context.ts';

/** Options of `affekt dataset list`. */
export interface ListOptions {
  readonly json?: boolean;
}

/** Writes the corpora that affekt knows. */
export function listCorpora({ json }: ListOptions, { stdout }: CommandContext): void {
  const corpora = Object.entries(CORPORA).sort(([a], [b]) => (a < b ? -1 : 1));
  const records = corpora.map(([kind, { about, tasks, layout, published }]) => ({ kind, about, tasks, layout, published }));
  stdout.write(json === true ? `${JSON.stringify(records, null, 2)}\n` : corpora.map(toText).join('\n'));
}

function toText([kind, { about, tasks, layout }]: readonly [string, Corpus]): string {
  const keys = Object.entries(layout);
  const width = Math.max(0, ...keys.map(([key]) => key.length));
  const lines = [
    `${kind}: ${about}`,
    ...(tasks.length > 0 ? [`  --task     ${tasks.join(', ')}`] : []),
    ...keys.map(([key, name], index) => `  ${index === 0 ? '--layout' : '        '}   ${key.padEnd(width)} = ${name}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
