import type { Readable } from 'node:stream';
import { Command, Option } from 'commander';
import type { CommandContext } from './context.ts';
import type { ReadFlags } from './read/read.ts';
import { SENTENCE_FORMATS } from './options/sentence-formats.ts';

/** `affekt read FILE` */
export function readCommand(context: CommandContext, stdin: Readable = process.stdin): Command {
  return new Command('read')
    .summary('read emotion from sentences')
    .description('Writes a line for each sentence of FILE: expression, probabilities, valence, arousal, dominance. The model that comes with affekt reads English; a sentence that is not gets a note in place of figures.')
    .argument('<file>', 'text with a sentence a line, .csv or .tsv with a header, .jsonl; - for standard input')
    .addOption(new Option('-f, --format <format>', 'layout of the input, where its name does not tell').choices(SENTENCE_FORMATS))
    .option('-c, --column <name>', 'column or key with the sentence', 'text')
    .option('-o, --out <file>', 'write here instead of on standard output')
    .addOption(new Option('--as <format>', 'what is written').choices(['jsonl', 'csv']).default('jsonl'))
    .option('--explain', 'with the words that weigh most: probability of the label less that without the word', false)
    .option('--any-language', 'give figures for sentences that are not English too', false)
    .option('-q, --quiet', 'print no progress and no broken lines', false)
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage, or a file that cannot be read; 3 model damaged, 5 some lines are broken, 6 all are, 130 interrupted.')
    .action(async (file: string, flags: ReadFlags) => {
      const { read } = await import('./read/read.ts');
      context.exit(await read(file, flags, { ...context, stdin }));
    });
}
