import { extname } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { LabelOptions } from './audit/labels.ts';
import type { CommandContext } from './context.ts';
import { toCount } from './options/to-count.ts';

/** `affekt audit …` */
export function auditCommand(context: CommandContext): Command {
  return new Command('audit').summary('find what a human should look at').addCommand(labelsCommand(context));
}

function labelsCommand(context: CommandContext): Command {
  return new Command('labels')
    .summary('clips whose candidate labels a model does not believe')
    .description('Lists the clips of a run with `training.partial` that were in the end taken for a class that is none of their candidates: annotators said fear or neutral, the model insists on surprise. First those on which most folds agree, then by the margin, the probability of the best candidate over that of the best other class.')
    .argument('<run>', 'folder of a training run')
    .option('-m, --media <dir>', 'folder with the clips, searched by their names: for their paths, and to see and hear them in the page')
    .option('-o, --out <file>', 'write a table (.csv) or a page (.html) here instead of the table on standard output', toOutput)
    .option('-n, --limit <number>', 'only so many, from the top', toCount)
    .action(async (run: string, options: LabelOptions) => {
      const { labels } = await import('./audit/labels.ts');
      context.exit(await labels(run, options, context));
    });
}

function toOutput(path: string): string {
  if (!['.csv', '.html'].includes(extname(path))) throw new InvalidArgumentError('It must end in .csv or .html.');
  return path;
}
