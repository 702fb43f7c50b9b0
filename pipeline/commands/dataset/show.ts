import { Command } from 'commander';
import { openCorpus } from '../../../datasets/open-corpus.ts';
import type { CommandContext } from '../context.ts';
import { withCorpus, type CorpusFlags } from './corpus-arguments.ts';

/** `affekt dataset show` */
export function showCommand(context: CommandContext): Command {
  return withCorpus(new Command('show').summary('preview clips')).action(async (kind: string, root: string, flags: CorpusFlags) => {
    const { dataset } = await openCorpus(kind, root, flags);
    for await (const clip of dataset) context.stdout.write(`${clip.clip}\n`);
  });
}
