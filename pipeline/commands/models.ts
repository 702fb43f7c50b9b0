import { Command, Option } from 'commander';
import { PRESETS } from '../../configs/presets.ts';
import { buildCommand } from './models-build.ts';
import type { ConvertOptions } from './models/convert-model.ts';
import type { GetOptions } from './models/get-models.ts';
import type { ImportOptions } from './models/import-models.ts';
import type { ListOptions } from './models/list-models.ts';
import type { ModelsContext } from './models/models-context.ts';
import { STORED } from './options/stored.ts';
import type { TapOptions } from './models/tap-model.ts';
import type { VerifyOptions } from './models/verify-models.ts';
import { collect } from './options/collect.ts';
import { toCount } from './options/to-count.ts';
import { toStates } from './options/to-states.ts';

const TASKS = ['face-detection', 'face-landmarks', 'face-blendshapes', 'facial-expression', 'face-identity', 'voice-activity', 'voice-emotion', 'speech-encoder', 'text-encoder', 'picture-encoder', 'speech-recognition', 'audio-events'];

/** `affekt models` */
export function modelsCommand(context: ModelsContext): Command {
  const models = new Command('models').summary('list, fetch, check, import and remove pretrained models; build what runs them');
  return models.addCommand(listCommand(context)).addCommand(getCommand(context)).addCommand(verifyCommand(context)).addCommand(importCommand(context)).addCommand(removeCommand(context)).addCommand(buildCommand(context)).addCommand(tapCommand(context)).addCommand(convertCommand(context));
}

function listCommand(context: ModelsContext): Command {
  return new Command('list')
    .summary('the models that affekt knows, with licence and state on this machine')
    .option('--json', 'print everything that is known of them as JSON')
    .addOption(new Option('--task <task>', 'only models for this').choices(TASKS))
    .option('--commercial-safe', 'only models whose licence and training data allow commercial use')
    .action(async (options: ListOptions) => {
      const { listModels } = await import('./models/list-models.ts');
      await listModels(options, context);
    });
}

function getCommand(context: ModelsContext): Command {
  return new Command('get')
    .summary('fetch models, from the mirrors first, and check them')
    .argument('[ids...]', 'models, as `affekt models list` names them')
    .option('--all', 'every model that can be fetched')
    .option('--preset <name>', 'the models that a preset names')
    .option('--force', 'fetch also what is here already')
    .option('--commercial-safe', 'leave out models whose licence or training data do not clearly allow commercial use')
    .option('--mirror <dir-or-url>', 'ask this folder or address first; may be given several times', collect, [])
    .option('--offline', 'use no network: only mirrors that are folders')
    .action(async (ids: readonly string[], options: GetOptions, command: Command) => {
      checkChosen(ids, options, command);
      const { getModels } = await import('./models/get-models.ts');
      await getModels(ids, options, context);
    });
}

function verifyCommand(context: ModelsContext): Command {
  return new Command('verify')
    .summary('compare the files on this machine with their checksums')
    .argument('[ids...]', 'models; by default all that are here')
    .option('--json', 'print the findings as JSON')
    .action(async (ids: readonly string[], options: VerifyOptions) => {
      const { verifyModels } = await import('./models/verify-models.ts');
      await verifyModels(ids, options, context);
    });
}

function importCommand(context: ModelsContext): Command {
  return new Command('import')
    .summary('take over model files that came another way; they are recognised by checksum')
    .argument('<files...>', 'ONNX or ggml files')
    .option('--as <id>', 'refuse a file that is not this model')
    .action(async (files: readonly string[], options: ImportOptions) => {
      const { importModels } = await import('./models/import-models.ts');
      await importModels(files, options, context);
    });
}

function tapCommand(context: ModelsContext): Command {
  return new Command('tap')
    .summary('make an ONNX file give the states between its layers, as sums of the last four want them')
    .argument('<model>', 'an ONNX file of a transformer, or a model as `affekt models list` names it')
    .requiredOption('-o, --out <file>', 'where the new file goes')
    .option('--layers <states>', 'all, last-four, or numbers such as 3,7; 0 is what goes into the first layer', toStates, 'last-four')
    .option('--boundaries <names...>', 'names of the states between blocks, where they are not found')
    .action(async (model: string, options: TapOptions) => {
      const { tapModel } = await import('./models/tap-model.ts');
      await tapModel(model, options, context);
    });
}

function convertCommand(context: ModelsContext): Command {
  const kinds = Object.entries(STORED).map(([name, about]) => `  ${name.padEnd(6)} ${about}`);
  return new Command('convert')
    .summary('store the weights of an ONNX file in fewer bits')
    .argument('<model>', 'an ONNX file, or a model as `affekt models list` names it')
    .addOption(new Option('--to <kind>', 'how weights are stored').choices(Object.keys(STORED)).makeOptionMandatory())
    .requiredOption('-o, --out <file>', 'where the new file goes')
    .option('-c, --clips <paths...>', 'compare outputs and time on these, as `affekt prune` takes them', [])
    .option('--inputs <file>', 'compare on the arrays of a .npz file, one for each input')
    .option('--as <id>', 'the known model that a file is: says how it is fed')
    .option('--limit <n>', 'most runs that are compared', toCount, 32)
    .addHelpText('after', `\nKinds:\n${kinds.join('\n')}`)
    .action(async (model: string, options: ConvertOptions) => {
      const { convertModel } = await import('./models/convert-model.ts');
      await convertModel(model, options, context);
    });
}

function removeCommand(context: ModelsContext): Command {
  return new Command('rm')
    .summary('delete models from this machine')
    .argument('<ids...>', 'models')
.action(async (ids: readonly string[]) => {
      const { removeModels } = await import('./models/remove-models.ts');
      await removeModels(ids, context);
    });
}

function checkChosen(ids: readonly string[], { all, preset }: GetOptions, command: Command): void {
  if (preset !== undefined && !Object.hasOwn(PRESETS, preset)) command.error(`error: there is no preset ${preset}. See the known ones with \`affekt config init --help\`.`);
  if (ids.length === 0 && preset === undefined && all !== true) command.error('error: name models, or --all, or --preset NAME. See the known ones with `affekt models list`.');
}
