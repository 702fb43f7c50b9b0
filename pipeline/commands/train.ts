import { Command, Option } from 'commander';
import { DEVICES } from '../../configs/devices.ts';
import { TRAINING_PRESETS } from '../../configs/training/presets.ts';
import type { CommandContext } from './context.ts';
import { settingsOption } from './options/settings-option.ts';
import type { TrainOptions } from './train/train-as.ts';

/** `affekt train` */
export function trainCommand(context: CommandContext): Command {
  const presets = Object.entries(TRAINING_PRESETS).map(([name, { about }]) => `  ${name.padEnd(18)} ${about}`);
  return new Command('train')
    .summary('train a fusion model and its head on features and labels')
    .description('Trains on feature files and a table of labels, fold by fold, into the folder OUT/NAME: head.onnx with its card, scores.json, validation.csv, training.html.\nA run that was stopped goes on from its last checkpoint when the same command is given again.')
    .addOption(new Option('-p, --preset <name>', 'a ready-made configuration').choices(Object.keys(TRAINING_PRESETS)))
    .option('-c, --config <file>', 'a training configuration')
    .addOption(settingsOption())
    .option('-o, --out <dir>', 'where the folder of the run is made (default: runs)')
    .addOption(new Option('-d, --device <name>', 'where it is trained').choices(['auto', ...DEVICES]))
    .addOption(new Option('--engine <name>', 'what runs the steps: onnx (ONNX Runtime), or tfjs (needs @tensorflow/tfjs-node or @tensorflow/tfjs-node-gpu)').choices(['onnx', 'tfjs']))
    .option('--check', 'only read and check features, labels and folds, and say what is there')
    .option('--search <draws>', 'search over settings: this many random draws from the grid', Number)
    .option('--repeat <runs>', 'runs of the best draw, with other seeds', Number)
    .option('--json', 'print events as lines of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', `\nPresets:\n${presets.join('\n')}\n\nExit codes: 0 fine, 2 usage, config or data, 4 device unavailable, 130 interrupted.`)
    .action(async (options: TrainOptions) => {
      const { trainAs } = await import('./train/train-as.ts');
      context.exit(await trainAs(options, context));
    });
}
