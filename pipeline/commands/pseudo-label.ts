import { Command, Option } from 'commander';
import type { CommandContext } from './context.ts';
import { collectPairs } from './options/collect-pairs.ts';
import { toCount } from './options/to-count.ts';
import { toShare } from './options/to-share.ts';
import type { PseudoLabelOptions } from './pseudo-label/pseudo-label.ts';

const collectPair = collectPairs('voice=runs/voice');

/** `affekt pseudo-label` */
export function pseudoLabelCommand(context: CommandContext): Command {
  return new Command('pseudo-label')
    .summary('give labels to unlabelled clips that trained heads are sure of')
    .description('Selects unlabelled clips whose confidence is above a threshold for each class, found on labelled clips that the heads were not trained on, and\nwrites them as a table to train on. Each round adds to DIR/ledger.jsonl which label came from where.')
    .option('-m, --model <name=run>', 'folder of an `affekt train` run; once for each model', collectPair, {})
    .option('-p, --predictions <name=file>', 'what `affekt predict` wrote for the unlabelled clips; once for each model', collectPair, {})
    .option('--validation <name=file>', 'predictions on labelled clips with their truth, instead of validation.csv of the run', collectPair, {})
    .option('--weight <name=number>', 'how much a model counts in the mean (default: 1)', collectNumber, {})
    .option('-l, --labels <file>', 'the labels of the next training (default: those of the run)')
    .option('-u, --unlabelled <file>', 'a table of the clips that may be given labels, with speakers and videos (default: all predicted)')
    .option('--test-list <file>', 'a table of clips that are never to be trained on')
    .option('--column <kind=name>', 'what a column of tables is called: clip, expression, speaker, video, split', collectPair, {})
    .addOption(new Option('--eta <share>', 'share of the recognised labelled clips of a class that lie below its threshold').argParser(toShare).default(0.5))
    .addOption(new Option('--agree <models>', 'how many models must have the label as their own').argParser(toCount).default(1))
    .option('--per-class <clips>', 'at most this many of a class, the surest', toCount)
    .option('--balance', 'as many of each class as of the one with the fewest')
    .option('--fallback <confidence>', 'threshold of a class of which no labelled clip is recognised (default: none is selected)', toShare)
    .addOption(new Option('--candidates <probability>', 'candidate sets also hold classes that a model gives more than this').argParser(toShare).default(0.25))
    .option('--round <number>', 'round to make; the earlier ones are in DIR', toCount, 1)
    .addOption(new Option('--changes <what>', 'clips that an earlier round gave another label').choices(['refuse', 'take', 'drop']).default('refuse'))
    .option('--drop-leaks', 'leave out clips that are labelled or kept for the test, and pseudo-labels from validation')
    .option('--allow-leak', 'go on in spite of leaks; they are written into the ledger')
    .option('--truth <file>', 'labels of the unlabelled clips, for experiments: tells how often the selection is right')
    .option('-o, --out <dir>', 'folder of all rounds', 'pseudo-labels')
    .option('--dry-run', 'only tell what would be selected')
    .option('--json', 'print the summary as JSON')
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage, data or a leak, 130 interrupted.')
    .action(async (options: PseudoLabelOptions) => {
      const { pseudoLabel } = await import('./pseudo-label/pseudo-label.ts');
      context.exit(await pseudoLabel(options, context));
    });
}

function collectNumber(given: string, all: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries([...Object.entries(all), ...Object.entries(collectPair(given, {})).map(([name, text]) => [name, Number(text)] as const)]);
}
