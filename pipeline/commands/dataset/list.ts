import { Command } from 'commander';
import { CORPORA } from '../../../datasets/corpora.ts';
import type { CommandContext } from '../context.ts';

/** `affekt dataset list` */
export function listCommand({ stdout }: CommandContext): Command {
  return new Command('list').summary('the corpora that affekt knows').action(() => {
    for (const [kind, { about }] of Object.entries(CORPORA)) stdout.write(`${kind}  ${about}\n`);
  });
}
