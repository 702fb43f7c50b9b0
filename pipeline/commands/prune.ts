import { Command, InvalidArgumentError, Option } from 'commander';
import { DEVICES } from '../../configs/devices.ts';
import { METHODS } from '../../plugins/block-influence/order-blocks.ts';
import type { CommandContext } from './context.ts';
import { toCount } from './options/to-count.ts';
import type { PruneOptions } from './prune/prune.ts';

/** `affekt prune MODEL` */
export function pruneCommand(context: CommandContext): Command {
  const methods = Object.entries(METHODS).map(([name, about]) => `  ${name.padEnd(12)} ${about}`);
  return new Command('prune')
    .summary('remove the layers of a transformer that do least on your clips (ShortGPT)')
    .description('Finds the blocks of an ONNX file by their structure, measures on clips how much each turns the states that pass it (Block Influence), and removes those that do least.\nWithout --layers and --keep-quality it only measures.')
    .argument('<model>', 'an ONNX file, or a model as `affekt models list` names it')
    .option('--layers <n>', 'how many layers go', toCount)
    .option('--keep-quality <cosine>', 'least mean cosine of the features to those of the whole model; without --layers as many go as keep it', toCosine)
    .option('-c, --clips <paths...>', 'clips and folders of them for a speech encoder; .txt files with a text in each line, transcripts, or clips that have them for a text encoder', [])
    .option('--inputs <file>', 'instead of clips: a .npz file with an array for each input, items along the first axis')
    .addOption(new Option('-m, --method <name>', 'which layers go').choices(Object.keys(METHODS)).default('influence'))
    .option('--boundaries <names...>', 'names of the states between blocks, where they are not found')
    .option('--as <id>', 'the known model that a file is: says how it is fed')
    .option('--limit <n>', 'most runs of the model in a pass', toCount, 256)
    .option('-o, --out <file>', 'where the smaller model goes; what was measured goes to FILE.pruning.json')
    .addOption(new Option('-d, --device <name>', 'where the model runs').choices(['auto', ...DEVICES]).default('auto'))
    .option('--json', 'print what was measured as JSON')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', `\nMethods:\n${methods.join('\n')}\n\nExit codes: 0 fine, 2 usage, or less alike than wanted, 3 model missing, 4 device unavailable, 130 interrupted.`)
    .action(async (model: string, options: PruneOptions, command: Command) => {
      const removes = options.layers !== undefined || options.keepQuality !== undefined;
      if (removes && options.out === undefined) command.error('error: --out FILE is missing. Say where the smaller model goes.');
      if ((options.clips.length > 0) === (options.inputs !== undefined)) command.error('error: give either --clips or --inputs. Influence is measured on your own data.');
      const { prune } = await import('./prune/prune.ts');
      context.exit(await prune(model, options, context));
    });
}

function toCosine(text: string): number {
  const cosine = Number(text);
  if (text.trim() === '' || !(cosine > 0 && cosine <= 1)) throw new InvalidArgumentError('It must be a number above 0 and at most 1.');
  return cosine;
}
