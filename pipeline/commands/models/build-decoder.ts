import { Command, InvalidArgumentError, Option } from 'commander';
import { buildDecoder as build, type BuildDecoderOptions, type Taps } from '../../../plugins/baichuan-m1/build-decoder.ts';
import type { ModelsContext } from './models-context.ts';
import { showWritten } from './show-written.ts';
import { toSize } from './to-size.ts';

interface Options {
  readonly out?: string;
  readonly weights: NonNullable<BuildDecoderOptions['weights']>;
  readonly taps: Taps;
}

/** `affekt models build decoder DIR` */
export function buildDecoderCommand(context: ModelsContext): Command {
  return new Command('decoder')
    .summary('the ONNX file of a language model, from its checkpoint')
    .description('Writes Baichuan-M1, Llama, Mistral, Qwen2 or Qwen3 as an ONNX file, without Python: model.onnx, and model.onnx.data beside it where there are many weights. Prints where it is.')
    .argument('<dir>', 'folder with config.json, model.safetensors (or shards), and tokenizer.json')
    .option('-o, --out <dir>', 'folder of the result, or its file name with the ending .onnx (default: onnx in the folder of the checkpoint)')
    .addOption(new Option('--weights <type>', 'how weights are stored; int4 is a sixth of fp32').choices(['fp32', 'fp16', 'int8', 'int4']).default('fp32'))
    .option('--taps <states>', 'hidden states that it gives, for `affekt extract`: none, last, last-four, all, or numbers such as 3,7; 0 is the embeddings', toTaps, 'none')
    .action((folder: string, options: Options) => buildDecoder(folder, options, context));
}

async function buildDecoder(folder: string, options: Options, { stdout, stderr, stop }: ModelsContext): Promise<void> {
  const progress = showWritten(folder, stderr);
  const { path, bytes, facts, notes } = await build(folder, { ...options, signal: stop, onProgress: progress.show }).finally(progress.end);
  stderr.write(`${facts.family} of ${facts.layers.length} layers: ${toSize(bytes)}\n`);
  for (const note of notes) stderr.write(`note: ${note}\n`);
  stdout.write(`decoder\t${path}\n`);
  if (notes.length === 0) stderr.write(`Use it with \`affekt generate ${path} --prompt TEXT\`${facts.taps.length > 0 ? `, or \`affekt extract FILES… --features ${path} --layers last\`` : ''}.\n`);
}

function toTaps(value: string): Taps {
  if (value === 'none' || value === 'last' || value === 'last-four' || value === 'all') return value;
  if (/^\d+(,\d+)*$/.test(value)) return value.split(',').map(Number);
  throw new InvalidArgumentError('Allowed choices are none, last, last-four, all, or numbers with commas between them.');
}
