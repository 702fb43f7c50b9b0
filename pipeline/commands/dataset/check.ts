import { Command } from 'commander';
import { openCorpus } from '../../../datasets/open-corpus.ts';
import type { CommandContext } from '../context.ts';
import { withCorpus, type CorpusFlags } from './corpus-arguments.ts';

/** `affekt dataset check` */
export function checkCommand(context: CommandContext): Command {
  return withCorpus(new Command('check').summary('count what is there and find what is wrong')).action(async (kind: string, root: string, flags: CorpusFlags) => {
    const { dataset } = await openCorpus(kind, root, flags);
    for await (const clip of dataset) context.stdout.write(`${clip.clip}\n`);
  });
}
