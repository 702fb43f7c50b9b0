import { Command, Option } from 'commander';
import { TRANSCRIPT_WRITERS } from '../words/transcript-writers.ts';
import type { CommandContext } from './context.ts';
import { toCount } from './options/to-count.ts';
import type { TranscribeOptions } from './transcribe/transcribe.ts';

/** `affekt transcribe FILES…` */
export function transcribeCommand(context: CommandContext): Command {
  return new Command('transcribe')
    .summary('turn the speech of videos and sound files into words with their times')
    .description('Recognises speech with Whisper, on this machine: OUT/CLIP.FORMAT for each clip. Nothing is downloaded: fetch a model with `affekt models get ggml-base` and build the program that runs it with `affekt models build whisper`.\nThe same command goes on where it was stopped: OUT/pieces holds what was recognised.')
    .argument('<files...>', 'videos, sound files, folders of them')
    .option('-m, --model <model>', 'a model of `affekt models list --task speech-recognition`, a ggml file, a folder of a Whisper net in ONNX, or auto: the best one that was fetched', 'auto')
    .option('-l, --language <tag>', 'what is spoken (en, de, zh, …); auto: each piece is asked', 'auto')
    .addOption(new Option('-f, --format <format>', 'how transcripts are written; json has the times of words').choices(Object.keys(TRANSCRIPT_WRITERS)).default('srt'))
    .option('-o, --out <dir>', 'folder of the transcripts', 'transcripts')
    .option('-t, --threads <number>', 'processors to use', toCount)
    .addOption(new Option('-d, --device <device>', 'where a net in ONNX runs; only the cpu was tried').choices(['auto', 'cpu', 'cuda', 'webgpu', 'coreml', 'directml']).default('cpu'))
    .option('--force', 'recognise again what is there', false)
    .option('--json', 'print what became of each clip as a line of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage or folders, 3 no model or no program for it, 4 the device does not work, 5 some clips failed, 6 all clips failed, 130 interrupted.')
    .action(async (files: readonly string[], options: TranscribeOptions) => {
      const { transcribe } = await import('./transcribe/transcribe.ts');
      context.exit(await transcribe(files, options, context));
    });
}
