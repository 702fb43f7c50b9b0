import { Command } from 'commander';
import type { CommandContext } from './context.ts';
import type { EvaluateFlags } from './evaluate/score-predictions.ts';
import { layoutOption } from './options/corpus-arguments.ts';
import { toCount } from './options/to-count.ts';
import { toPositive } from './options/to-positive.ts';
import { toWhole } from './options/to-whole.ts';

/** `affekt evaluate` */
export function evaluateCommand(context: CommandContext): Command {
  return new Command('evaluate')
    .summary('score predictions as a challenge does')
    .description('Prints the official score of predictions with a bootstrap interval, beside published figures, with tables by class and by video. Every labelled row has to have an answer.')
    .option('--list', 'list the protocols and what they take')
    .option('-p, --protocol <name>', 'the challenge: abaw6-va, mer2023-multi, …')
    .option('--predictions <file>', 'what is handed in: table, zip with one, or folder of <video>.txt; or a table of `affekt predict`')
    .option('--labels <path>', 'root of the corpus, folder of annotations, or table of labels')
    .option('--split <name>', 'part of the corpus that is scored (default: validation, or the test set)')
    .addOption(layoutOption())
    .option('--rate <hz>', 'frames a second, for tables with times (default: 30)', toPositive)
    .option('--words <path>', 'open vocabularies: a table of synonyms, or the folder of tables of emotion wheels')
    .option('--allow-missing', 'score what is there where labelled rows have no answer; it is not the official score then')
    .option('--clip', 'take valence and arousal beyond the range for its end, as submissions have to')
    .option('--seed <number>', 'of the bootstrap', toWhole(0), 0)
    .option('--replicates <number>', 'bootstrap samples', toCount, 1000)
    .option('--json <file>', 'write everything as JSON; - prints it in place of the text')
    .option('--html <file>', 'write a page')
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage or files, 130 interrupted.')
    .action(async (flags: EvaluateFlags) => {
      if (flags.list === true) {
        const { listProtocols } = await import('./evaluate/list-protocols.ts');
        context.exit(listProtocols(context));
      } else {
        const { scorePredictions } = await import('./evaluate/score-predictions.ts');
        context.exit(await scorePredictions(flags, context));
      }
    });
}
