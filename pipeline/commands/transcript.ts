import { Command, InvalidArgumentError, Option } from 'commander';
import { TRANSCRIPT_FORMATS } from '../../extractors/text/transcripts/transcript-options.ts';
import { TRANSCRIPT_WRITERS } from '../words/transcript-writers.ts';
import type { CommandContext } from './context.ts';
import type { TranscriptFlags } from './transcript/show.ts';

/** `affekt transcript FILE` */
export function transcriptCommand(context: CommandContext): Command {
  return new Command('transcript')
    .summary('show and convert what is said: subtitles, annotations, tables, JSON of recognisers')
    .description('Reads SubRip, WebVTT, TextGrid, ELAN, CSV, TSV and the JSON of Whisper and its kin, shows what was read, or writes it in another format. What had to be left out or guessed is said.')
    .argument('[file]', 'the transcript; without it, the one that goes with --clip')
    .option('-c, --clip <video>', 'bring times onto the clock of this video or sound, and cut at its end')
    .option('--transcripts <path>', 'where to look for the transcript of --clip: a folder, or a table with names of clips (default: beside it)')
    .addOption(new Option('-f, --format <format>', 'how it is written (default: by the ending of --out, else text to read)').choices(['text', ...Object.keys(TRANSCRIPT_WRITERS)]))
    .option('-o, --out <file>', 'where it is written (default: standard output)')
    .addOption(new Option('--from <format>', 'format of the file, where it is taken for another one').choices(TRANSCRIPT_FORMATS))
    .option('--encoding <name>', 'encoding of the file: utf-8, gb18030, big5, shift_jis, windows-1252, … (default: found)')
    .option('--offset <seconds>', 'move all times by so much; below 0, to earlier', toFinite)
    .option('--scale <factor>', 'stretch all times: 25/23.976 for subtitles made for another picture rate', toFactor)
    .addOption(new Option('--tier <name>', 'TextGrid, ELAN: a tier to read, may be repeated (default: all of sentences and words)').argParser((value, all: readonly string[]) => [...all, value]).default([], 'all'))
    .option('--language <tag>', 'of several files or columns, the one in this language: en')
    .addOption(new Option('--speakers <when>', 'whether "NAME:" at the start of a text is the speaker; auto: in capitals or brackets only').choices(['auto', 'always', 'never']).default('auto'))
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage, or a file that cannot be read.')
    .action(async (file: string | undefined, flags: TranscriptFlags) => {
      const { show } = await import('./transcript/show.ts');
      context.exit(await show(file, flags, context));
    });
}

function toFinite(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It has to be a number of seconds.');
}

function toFactor(text: string): number {
  const [above, below, ...rest] = text.split('/').map(Number);
  const value = above! / (below ?? 1);
  if (rest.length === 0 && value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It has to be a number above 0, or two with / between.');
}
