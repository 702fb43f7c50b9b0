import { Command, InvalidArgumentError } from 'commander';
import { DEFAULT_METHODS, GATE_METHOD_NAMES } from '../../plugins/gate/gate-method-names.ts';
import type { CommandContext } from './context.ts';
import type { FitOptions } from './gate/fit.ts';
import type { FitFaceOptions } from './gate/fit-face.ts';
import type { ScoreOptions } from './gate/score.ts';
import { collect } from './options/collect.ts';
import { settingsOption } from './options/settings-option.ts';
import { toNames } from './options/to-names.ts';

const HEAD = 'folder of an `affekt train` run, or any ONNX classifier with one input';
const FEATURES = 'modality=folder as in `affekt predict`, or a .npy file for a head with one input; may be given again';

/** `affekt gate …` */
export function gateCommand(context: CommandContext): Command {
  return new Command('gate').summary('let a head say that it does not know').addCommand(fitCommand(context)).addCommand(fitFaceCommand(context)).addCommand(scoreCommand(context));
}

function fitCommand(context: CommandContext): Command {
  return new Command('fit')
    .summary('fit a gate on a head')
    .description('Chooses the score that tells what the head knows from what it does not, on examples that it has not learnt from, and writes it with its threshold.\nOutliers that are always tried: Gaussian noise in place of the features, and units shuffled among examples.')
    .argument('<head>', HEAD)
    .requiredOption('-f, --features <given>', `what the head has learnt from: ${FEATURES}`, collect, [])
    .option('-l, --labels <file>', 'their classes: a table as in training, or a .npy file')
    .option('--validation <given>', 'what it has not learnt from (default: a fifth of the features)', collect, [])
    .option('--validation-labels <file>', 'their classes, for the temperature')
    .option('--outliers <given>', 'what it does not know, each a kind of its own', collect, [])
    .option('--reason <text>', 'what such outliers are called, for instance "not speech" (default: "unlike training")')
    .option('-m, --methods <names>', `methods to choose among, of ${GATE_METHOD_NAMES.join(', ')}`, toNames(GATE_METHOD_NAMES), DEFAULT_METHODS)
    .option('--coverage <share>', 'share of what the head knows that is let through', toShare, 0.95)
    .option('-o, --out <file>', 'where the gate goes', 'gate.json')
    .option('-q, --quiet', 'print no progress')
    .action(async (head: string, options: FitOptions) => {
      const { fit } = await import('./gate/fit.ts');
      context.exit(await fit(head, options, context));
    });
}

function fitFaceCommand(context: CommandContext): Command {
  return new Command('fit-face')
    .summary('fit a gate on the expression model, from clips of faces')
    .description('Finds the faces of clips as `affekt analyze` does, and chooses the score that tells them from outliers made of them: blocks shuffled, noise, inverted, blurred, upside down, places beside the faces. Needs no labels. Give clips of many people, one person a clip: each is judged by what was learnt from the others.')
    .argument('<clips...>', 'clips of faces that the model is to be believed on: files, or folders that are searched for them')
    .option('--validation <path>', 'clips of other people for the choice and the threshold (default: the clips themselves, in turn); may be given again', collect, [])
    .option('--outliers <path>', 'clips whose faces the model does not know, such as drawn ones or masks; each path is a kind of its own', collect, [])
    .option('--reason <text>', 'what such outliers are called, for instance "not a face" (default: "unlike training")')
    .option('--model <id>', 'the expression model (default: that of `affekt analyze`)')
    .option('-c, --config <file>', 'a configuration file, for how faces are found')
    .addOption(settingsOption())
    .option('--fps <rate>', 'look at this many pictures per second (default: that of the configuration, else 5)', Number)
    .option('-m, --methods <names>', `methods to choose among, of ${GATE_METHOD_NAMES.join(', ')} (default: those that judge a face quickly)`, toNames(GATE_METHOD_NAMES))
    .option('--coverage <share>', 'share of known faces that is let through', toShare, 0.99)
    .option('-o, --out <file>', 'where the gate goes', 'face.gate.json')
    .option('-q, --quiet', 'print no progress')
    .action(async (clips: string[], options: FitFaceOptions) => {
      const { fitFace } = await import('./gate/fit-face.ts');
      context.exit(await fitFace(clips, options, context));
    });
}

function scoreCommand(context: CommandContext): Command {
  return new Command('score')
    .summary('say of each example whether the head knows it')
    .description('Prints a table with one line a clip, frame or row: class, its probability, score, familiarity, and why the class is not to be believed.')
    .argument('<head>', HEAD)
    .requiredOption('-g, --gate <file>', 'what `affekt gate fit` wrote for this head')
    .requiredOption('-f, --features <given>', FEATURES, collect, [])
    .option('-l, --labels <file>', 'their classes: how often the head is right is told, of all and of what is let through')
    .option('--coverage <share>', 'share of what the head knows that is let through (default: that of the gate)', toShare)
    .option('-o, --out <file>', 'write the table here instead of on standard output')
    .action(async (head: string, options: ScoreOptions) => {
      const { score } = await import('./gate/score.ts');
      context.exit(await score(head, options, context));
    });
}

function toShare(text: string): number {
  const share = Number(text);
  if (!(share > 0 && share < 1)) throw new InvalidArgumentError('It must be a number between 0 and 1.');
  return share;
}
