import { Command, Option } from 'commander';
import { buildDecoderCommand } from './models/build-decoder.ts';
import type { BuildEncoderOptions } from './models/build-encoder.ts';
import { buildWhisper, type BuildWhisperOptions } from './models/build-whisper.ts';
import { convertModel, STORED, type ConvertOptions } from './models/convert-model.ts';
import { importModels, type ImportOptions } from './models/import-models.ts';
import { getModels, type GetOptions } from './models/get-models.ts';
import { listModels, type ListOptions } from './models/list-models.ts';
import type { ModelsContext } from './models/models-context.ts';
import { presetModels } from './models/preset-models.ts';
import { tapModel, toStates, type TapOptions } from './models/tap-model.ts';
import { verifyModels, type VerifyOptions } from './models/verify-models.ts';
import { toCount } from './to-count.ts';

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
    .action((options: ListOptions) => listModels(options, context));
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
    .action((ids: readonly string[], options: GetOptions & { readonly preset?: string }, command: Command) => getModels(chosen(ids, options, command), options, context));
}

function verifyCommand(context: ModelsContext): Command {
  return new Command('verify')
    .summary('compare the files on this machine with their checksums')
    .argument('[ids...]', 'models; by default all that are here')
    .option('--json', 'print the findings as JSON')
    .action((ids: readonly string[], options: VerifyOptions) => verifyModels(ids, options, context));
}

function importCommand(context: ModelsContext): Command {
  return new Command('import')
    .summary('take over model files that came another way; they are recognised by checksum')
    .argument('<files...>', 'ONNX or ggml files')
    .option('--as <id>', 'refuse a file that is not this model')
    .action((files: readonly string[], options: ImportOptions) => importModels(files, options, context));
}

function buildCommand(context: ModelsContext): Command {
  const whisper = new Command('whisper')
    .summary('whisper.cpp, which recognises speech')
    .description('Compiles whisper-cli of whisper.cpp from the source that the npm package nodejs-whisper carries, once: about three minutes of one processor. Needs cmake and a C++ compiler. Prints where the program is.')
    .option('--portable', 'for any processor with AVX2 rather than for this one')
    .option('--define <name=value>', 'a further definition for cmake, such as GGML_CUDA=ON; may be given several times', collect, [])
    .option('--force', 'build again what is there')
    .action((options: BuildWhisperOptions) => buildWhisper(options, context));
  return new Command('build').summary('compile a program that runs models').addCommand(whisper).addCommand(buildEncoderCommand(context)).addCommand(buildDecoderCommand(context));
}

function buildEncoderCommand(context: ModelsContext): Command {
  return new Command('encoder')
    .summary('the ONNX file of a pretrained encoder, from its checkpoint')
    .description('Writes BERT and its relatives, GPT-2, wav2vec 2.0, HuBERT, WavLM, data2vec, Whisper’s encoder, CLIP, ViT or DINOv2 as one ONNX file, without Python. Prints where it is.')
    .argument('<dir>', 'folder with config.json, model.safetensors (or shards), and preprocessor_config.json or tokenizer.json')
    .option('-o, --out <dir>', 'folder of the result', 'encoders')
    .option('--as <id>', 'take it over as this model of `affekt models list`')
    .addOption(new Option('--weights <type>', 'how weights are stored').choices(['fp32', 'fp16']).default('fp32'))
    .action(async (folder: string, options: BuildEncoderOptions) => {
      const { buildEncoder } = await import('./models/build-encoder.ts'); // Only this command needs the builders of all families
      await buildEncoder(folder, options, context);
    });
}

function tapCommand(context: ModelsContext): Command {
  return new Command('tap')
    .summary('make an ONNX file give the states between its layers, as sums of the last four want them')
    .argument('<model>', 'an ONNX file of a transformer, or a model as `affekt models list` names it')
    .requiredOption('-o, --out <file>', 'where the new file goes')
    .option('--layers <states>', 'all, last-four, or numbers such as 3,7; 0 is what goes into the first layer', toStates, 'last-four')
    .option('--boundaries <names...>', 'names of the states between blocks, where they are not found')
    .action((model: string, options: TapOptions) => tapModel(model, options, context));
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
    .action((model: string, options: ConvertOptions) => convertModel(model, options, context));
}

function removeCommand({ store, stderr }: ModelsContext): Command {
  return new Command('rm')
    .summary('delete models from this machine')
    .argument('<ids...>', 'models')
    .action(async (ids: readonly string[]) => {
      const opened = store({ mirrors: [], offline: true });
      for (const id of ids) stderr.write((await opened.remove(id)) ? `${id}: removed\n` : `${id}: was not here\n`);
    });
}

function chosen(ids: readonly string[], { all, preset }: GetOptions & { readonly preset?: string }, command: Command): readonly string[] {
  const ofPreset = preset === undefined ? [] : presetModels(preset);
  if (ofPreset === undefined) return command.error(`error: there is no preset ${preset!}. See the known ones with \`affekt config init --help\`.`);
  if (ids.length === 0 && preset === undefined && all !== true) return command.error('error: name models, or --all, or --preset NAME. See the known ones with `affekt models list`.');
  return [...ids, ...ofPreset];
}

function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}
