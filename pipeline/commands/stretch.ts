import { Command, InvalidArgumentError, Option } from 'commander';
import { DEVICES } from '../../configs/devices.ts';
import type { CommandContext } from './context.ts';
import { toCount } from './options/to-count.ts';
import { toPositive } from './options/to-positive.ts';
import type { StretchCommandOptions } from './stretch/stretch.ts';

/** `affekt stretch RUN` */
export function stretchCommand(context: CommandContext): Command {
  return new Command('stretch')
    .summary('train a transformer of windows on for whole videos (LongReD)')
    .description('Makes of a run of `affekt train` (a transformer, trained on windows) one that takes whole videos, and holds it near what it was on windows. Two baselines are trained with the same budget.\nOUT is a run like any other: head.onnx, scores.json, …; stretch.json and stretch.html compare. The same command goes on where it was stopped.')
    .argument('<run>', 'folder of the run')
    .requiredOption('-o, --out <dir>', 'folder of the stretched run; the baselines go below it')
    .addOption(new Option('--factor <n>', 'how many windows long whole videos are').argParser(toPositive).conflicts('context'))
    .addOption(new Option('--context <seconds>', 'what the model is to take at once').argParser(toPositive))
    .addOption(new Option('--method <name>', 'how positions are skipped (default: cream below a factor of 8, uniform from there on)').choices(['cream', 'uniform']))
    .addOption(new Option('--scaling <name>', 'reach farther by a larger rotary base, or by positions squeezed into the old range').choices(['base', 'interpolation']).default('base'))
    .option('--base <number>', 'rotary base (default: the smallest that reaches as far)', toPositive)
    .option('--epochs <n>', 'passes over the whole videos', toCount, 10)
    .option('--batch <n>', 'whole videos in a step (default: half the rows of a step of the run)', toCount)
    .option('--learning-rate <number>', 'constant rate of AdamW (default: the run\'s)', toPositive)
    .option('--short-weight <number>', 'α₁, of short cuts (default: 5; 2 from a factor of 8 on)', toWeight)
    .option('--skipped-weight <number>', 'α₂, of windows with skipped positions (default: 10; 15 from a factor of 8 on)', toWeight)
    .option('--layers <n>', 'layers compared on short cuts (default: 6 of 32, half of them from a factor of 8 on)', toCount)
    .option('--cut <rows>', 'rows of a short cut (default: an eighth of a window)', toCount)
    .option('--use <plug-in>', 'how it is trained on: a plug-in of the point trained-fold', 'longred')
    .option('--use-options <json>', 'options of another plug-in than longred', toObject)
    .option('--no-baselines', 'leave the two baselines out')
    .option('--seed <n>', 'seed of all that is drawn', toCount, 1)
    .addOption(new Option('-d, --device <name>', 'where it is trained').choices(['auto', ...DEVICES]).default('cpu'))
    .option('--threads <n>', 'threads of a step', toCount)
    .option('--json', 'print events as lines of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage, run or data, 4 device unavailable, 130 interrupted.')
    .action(async (run: string, options: StretchCommandOptions, command: Command) => {
      if (options.factor === undefined && options.context === undefined) command.error("error: required option '--factor <n>' or '--context <seconds>' not specified");
      const { stretch } = await import('./stretch/stretch.ts');
      context.exit(await stretch(run, options, context));
    });
}

function toObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told of below
  }
  throw new InvalidArgumentError('It must be an object in JSON: \'{"weight": 2}\'.');
}

function toWeight(text: string): number {
  return text.trim() === '0' ? 0 : toPositive(text);
}
