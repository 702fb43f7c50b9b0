import { Command, InvalidArgumentError, Option } from 'commander';
import type { Taps } from '../../plugins/baichuan-m1/build-decoder.ts';
import type { BuildDecoderOptions } from './models/build-decoder.ts';
import type { BuildEncoderOptions } from './models/build-encoder.ts';
import type { BuildWhisperOptions } from './models/build-whisper.ts';
import type { ModelsContext } from './models/models-context.ts';
import { collect } from './options/collect.ts';

/** `affekt models build …` */
export function buildCommand(context: ModelsContext): Command {
  return new Command('build').summary('compile a program that runs models').addCommand(buildWhisperCommand(context)).addCommand(buildEncoderCommand(context)).addCommand(buildDecoderCommand(context));
}

function buildWhisperCommand(context: ModelsContext): Command {
  return new Command('whisper')
    .summary('whisper.cpp, which recognises speech')
    .description('Compiles whisper-cli of whisper.cpp from the source that the npm package nodejs-whisper carries, once: about three minutes of one processor. Needs cmake and a C++ compiler. Prints where the program is.')
    .option('--portable', 'for any processor with AVX2 rather than for this one')
    .option('--define <name=value>', 'a further definition for cmake, such as GGML_CUDA=ON; may be given several times', collect, [])
    .option('--force', 'build again what is there')
    .action(async (options: BuildWhisperOptions) => {
      const { buildWhisper } = await import('./models/build-whisper.ts');
      await buildWhisper(options, context);
    });
}

function buildEncoderCommand(context: ModelsContext): Command {
  return new Command('encoder')
    .summary('the ONNX file of a pretrained encoder, from its checkpoint')
    .description('Writes BERT and its relatives, GPT-2, wav2vec 2.0, HuBERT, WavLM, data2vec, Whisper’s encoder, CLIP, ViT or DINOv2 as one ONNX file, without Python. Prints where it is.')
    .argument('<dir>', 'folder with config.json, model.safetensors (or shards), and preprocessor_config.json or tokenizer.json; or FunASR’s config.yaml, model.pt and tokens.txt')
    .option('-o, --out <dir>', 'folder of the result', 'encoders')
    .option('--as <id>', 'take it over as this model of `affekt models list`')
    .addOption(new Option('--weights <type>', 'how weights are stored').choices(['fp32', 'fp16']).default('fp32'))
    .action(async (folder: string, options: BuildEncoderOptions) => {
      const { buildEncoder } = await import('./models/build-encoder.ts');
      await buildEncoder(folder, options, context);
    });
}

function buildDecoderCommand(context: ModelsContext): Command {
  return new Command('decoder')
    .summary('the ONNX file of a language model, from its checkpoint')
    .description('Writes Baichuan-M1, Llama, Mistral, Qwen2 or Qwen3 as an ONNX file, without Python: model.onnx, and model.onnx.data beside it where there are many weights. Prints where it is.')
    .argument('<dir>', 'folder with config.json, model.safetensors (or shards), and tokenizer.json')
    .option('-o, --out <dir>', 'folder of the result, or its file name with the ending .onnx (default: onnx in the folder of the checkpoint)')
    .addOption(new Option('--weights <type>', 'how weights are stored; int4 is a sixth of fp32').choices(['fp32', 'fp16', 'int8', 'int4']).default('fp32'))
    .option('--taps <states>', 'hidden states that it gives, for `affekt extract`: none, last, last-four, all, or numbers such as 3,7; 0 is the embeddings', toTaps, 'none')
    .action(async (folder: string, options: BuildDecoderOptions) => {
      const { buildDecoder } = await import('./models/build-decoder.ts');
      await buildDecoder(folder, options, context);
    });
}

function toTaps(value: string): Taps {
  if (value === 'none' || value === 'last' || value === 'last-four' || value === 'all') return value;
  if (/^\d+(,\d+)*$/.test(value)) return value.split(',').map(Number);
  throw new InvalidArgumentError('Allowed choices are none, last, last-four, all, or numbers with commas between them.');
}
