import { Command, InvalidArgumentError, Option } from 'commander';
import { GATE_METHOD_NAMES } from '../../plugins/gate/gate-method-names.ts';
import type { PictureSize } from '../bench/ood/strangers.ts';
import { PARTIAL_ENTRANT_NAMES } from '../bench/partial-entrant-names.ts';
import type { OodOptions } from './bench/ood.ts';
import type { PartialOptions } from './bench/partial.ts';
import type { CommandContext } from './context.ts';
import { collect } from './options/collect.ts';
import { toCount } from './options/to-count.ts';
import { toNames } from './options/to-names.ts';
import { toShare } from './options/to-share.ts';

/** `affekt bench …` */
export function benchCommand(context: CommandContext): Command {
  return new Command('bench').summary('compare methods on data of your own').addCommand(partialCommand(context)).addCommand(oodCommand(context));
}

function partialCommand(context: CommandContext): Command {
  return new Command('partial')
    .summary('compare ways to learn from candidate labels')
    .description('Draws candidate sets around known labels, with other classes by q and without the truth by η, trains a small network on them by each method, and tells its accuracy on 30 % of the data, or of the groups, that it never saw: the mean of the last five epochs.\nThe same command goes on where it was stopped.')
    .requiredOption('--features <path>', 'vectors: an .npy file, one row for each example, or a folder of CLIP.npy')
    .requiredOption('--labels <file>', 'classes: an .npy file of whole numbers from 0, or a table with name and expression')
    .option('--group <column>', 'of the table: who is in a clip, such as speaker; nobody is then both learnt from and tested on')
    .option('-m, --methods <names>', `of ${PARTIAL_ENTRANT_NAMES.join(', ')}`, toNames(PARTIAL_ENTRANT_NAMES), PARTIAL_ENTRANT_NAMES)
    .option('--ambiguity <shares>', 'q: probability that a wrong class is a candidate', toShares, [0.3])
    .option('--noise <shares>', 'η: probability that the truth is none', toShares, [0.1, 0.2, 0.3])
    .option('--seeds <number>', 'runs of each, with other splits and sets', toCount, 5)
    .option('--epochs <number>', 'of each run', toCount, 100)
    .option('--opens-at <epoch>', 'e₀: when λ and corrections begin', toCount, 20)
    .option('--jitter <deviations>', 'noise that makes a view of an example', toAmount, 0.3)
    .option('--picture <rows>x<columns>', 'the vectors are pictures, and views are moved, turned and shaded too; a third number: channels', toPicture)
    .option('--flip', 'views of pictures are mirrored too')
    .option('--shift <share>', 'of a side of pictures, by which views are moved at most; default: an eighth', toShare)
    .option('--rotation <degrees>', 'that views of pictures are turned by at most; default: 0, of strong views 15', toAngle)
    .option('--blur <deviations>', 'noise that every example gets, once: makes easy data hard', toAmount, 0)
    .addOption(new Option('--scale <by>', 'what dimensions are brought to mean 0 by, and divided by: each by its mean and all by one deviation; each by its own; all by one mean and one deviation; default: all, of pictures one').choices(['all', 'each', 'one']))
    .option('-o, --out <dir>', 'folder of the results', 'bench')
    .option('--json', 'print each run as a line of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .action(async (options: PartialOptions) => {
      const { partial } = await import('./bench/partial.ts');
      context.exit(await partial(options, context));
    });
}

function oodCommand(context: CommandContext): Command {
  return new Command('ood')
    .summary('compare ways to tell what a classifier knows from what it does not')
    .description('Trains small networks without some classes, and tells how well each method tells the test vectors from strangers: those classes, and made ones. Settings are chosen on Gaussian noise.\nThe same command goes on where it was stopped.')
    .requiredOption('--features <npy>', 'vectors, one row for each example')
    .requiredOption('--labels <npy>', 'classes, whole numbers from 0')
    .option('--picture <rows>x<columns>', 'the vectors are pictures: a convolutional network reads them', toSize)
    .option('-m, --methods <names>', `of ${GATE_METHOD_NAMES.join(', ')}`, toNames(GATE_METHOD_NAMES), GATE_METHOD_NAMES)
    .option('--held <classes>', 'classes to hold out, as 8-9,0-1; default: all two by two', toHeld)
    .option('--outliers <npy>', 'further strangers, one row each; may be given again', collect, [])
    .option('--seeds <number>', 'networks for each', toCount, 2)
    .option('--epochs <number>', 'of each network', toCount, 30)
    .option('-o, --out <dir>', 'folder of the results', 'bench')
    .option('--json', 'print each network as a line of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .action(async (options: OodOptions) => {
      const { ood } = await import('./bench/ood.ts');
      context.exit(await ood(options, context));
    });
}

function toShares(text: string): number[] {
  const shares = text.split(',').map(Number);
  if (!shares.every((share) => share >= 0 && share <= 1)) throw new InvalidArgumentError('They must be numbers from 0 to 1, with commas between them.');
  return shares;
}

function toAngle(text: string): number {
  const angle = toAmount(text);
  if (angle > 180) throw new InvalidArgumentError('It must be a number from 0 to 180.');
  return angle;
}

function toAmount(text: string): number {
  const amount = Number(text);
  if (!(amount >= 0 && Number.isFinite(amount))) throw new InvalidArgumentError('It must be a number of at least 0.');
  return amount;
}

function toPicture(text: string): readonly [number, number, number] {
  const [rows, columns, channels = 1, ...rest] = text.split('x').map(Number);
  if (rest.length > 0 || ![rows, columns, channels].every((side) => Number.isInteger(side) && side! > 0)) throw new InvalidArgumentError('It must be of the form 8x8 or 48x48x3.');
  return [rows!, columns!, channels];
}

function toSize(text: string): PictureSize {
  const [rows, columns, ...rest] = text.split('x').map(Number);
  if (rest.length > 0 || !Number.isInteger(rows) || !Number.isInteger(columns) || rows! < 4 || columns! < 4) throw new InvalidArgumentError('It must be of the form 8x8, with 4 pixels a side at least.');
  return [rows!, columns!];
}

function toHeld(text: string): number[][] {
  const held = text.split(',').map((each) => each.split('-').map(Number));
  if (!held.flat().every((label) => Number.isInteger(label) && label >= 0)) throw new InvalidArgumentError('It must be classes joined by hyphens, with commas between: 8-9,0-1.');
  return held;
}
