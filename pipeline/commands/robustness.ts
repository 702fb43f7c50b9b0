import { Command, InvalidArgumentError, Option } from 'commander';
import { DEVICES } from '../../configs/devices.ts';
import { PRESETS } from '../../configs/presets.ts';
import type { GridAxis } from '../robustness/grid.ts';
import type { CommandContext } from './context.ts';
import { withCorpus } from './options/corpus-arguments.ts';
import { settingsOption } from './options/settings-option.ts';
import { toCount } from './options/to-count.ts';
import { toWhole } from './options/to-whole.ts';
import type { RobustnessOptions } from './robustness/robustness.ts';

/** `affekt robustness` */
export function robustnessCommand(context: CommandContext): Command {
  return withCorpus(new Command('robustness'))
    .summary('how well face, voice and both do as clips get noisier, and where fusion helps')
    .description('Damages labelled clips step by step, runs the analysis on each, and writes OUT/results.json and OUT/robustness.html: a curve with 95 % interval for each modality and for\ntheir fusion, and where fusion beats the best single modality. Answers are kept: the same command goes on where it was stopped.')
    .addOption(new Option('-g, --grid <axis=values>', 'snr=inf,10,5,0,-5 (decibels) or blur=1,2,4; may be given once for each').argParser(toAxis).default([], 'snr=inf,10,5,0,-5'))
    .option('-n, --noise <dir>', 'folder of sound files to draw noise from; white noise without it')
    .option('--seed <number>', 'the same seed draws the same noise and bootstrap samples', toWhole(), 0)
    .addOption(new Option('-m, --metric <name>', 'what the curves show').choices(['uar', 'weighted-f1', 'macro-f1', 'accuracy']).default('uar'))
    .option('-o, --out <dir>', 'where the results and kept answers go', 'robustness')
    .option('--split <name>', 'only the clips of this part of the corpus')
    .option('--limit <clips>', 'at most so many clips, spread evenly over the corpus', toCount)
    .option('--mapping <name>', 'how the classes of the corpus translate to the eight expressions, where their names do not say')
    .option('--head <run>', 'a head of `affekt train` or of a recipe, on embedded features, in place of the analysis')
    .addOption(new Option('-p, --preset <name>', 'a ready-made configuration of the analysis').choices(Object.keys(PRESETS)))
    .option('-c, --config <file>', 'a configuration file of the analysis')
    .addOption(settingsOption())
    .addOption(new Option('-d, --device <name>', 'where the models run').choices(['auto', ...DEVICES]))
    .option('--offline', 'never use the network')
    .option('--json', 'print the results as JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage, config or folders, 3 model missing, 5 some clips failed, 6 all clips failed, 130 interrupted.')
    .action(async (kind: string, root: string, options: RobustnessOptions) => {
      const { robustness } = await import('./robustness/robustness.ts');
      context.exit(await robustness(kind, root, { ...options, ...context }));
    });
}

function toAxis(text: string, earlier: readonly GridAxis[]): GridAxis[] {
  const [name, list] = text.split('=');
  if ((name !== 'snr' && name !== 'blur') || list === undefined) throw new InvalidArgumentError(`"${text}" is not of the form snr=… or blur=….`);
  if (earlier.some((axis) => axis.name === name)) throw new InvalidArgumentError(`${name} is given twice.`);
  const values = list.split(',').map((part) => (part.trim() === 'inf' ? Infinity : part.trim() === '' ? NaN : Number(part)));
  const accepts = (value: number) => (name === 'snr' ? value === Infinity || (value >= -60 && value <= 100) : [1, 2, 4, 8, 16, 32].includes(value));
  if (!values.every(accepts)) throw new InvalidArgumentError(`"${list}" holds something else than ${name === 'snr' ? 'decibels from -60 to 100 or inf' : '1, 2, 4, 8, 16 or 32'}.`);
  if (new Set(values).size < values.length) throw new InvalidArgumentError(`"${list}" names a value twice.`);
  return [...earlier, { name, values }];
}
