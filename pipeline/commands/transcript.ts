import { extname } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ConfigError } from '../../configs/config-error.ts';
import type { Transcript } from '../../extractors/text/transcript.ts';
import { readTranscript } from '../../extractors/text/transcripts/read-transcript.ts';
import { TRANSCRIPT_FORMATS, type ClipClock, type TranscriptOptions } from '../../extractors/text/transcripts/transcript-options.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { findTools } from '../media/find-tools.ts';
import { MediaError } from '../media/media-error.ts';
import { probe } from '../media/probe.ts';
import { describeTranscript } from '../words/describe-transcript.ts';
import { findTranscript } from '../words/find-transcript.ts';
import { toClipClock } from '../words/to-clip-clock.ts';
import { toSentenceTable } from '../words/to-sentence-table.ts';
import { toSrt } from '../words/to-srt.ts';
import { toVtt } from '../words/to-vtt.ts';
import type { CommandContext } from './context.ts';

interface TranscriptFlags {
  readonly clip?: string;
  readonly transcripts?: string;
  readonly format?: keyof typeof WRITERS;
  readonly out?: string;
  readonly from?: TranscriptOptions['format'];
  readonly encoding?: string;
  readonly offset?: number;
  readonly scale?: number;
  readonly tier: readonly string[];
  readonly language?: string;
  readonly speakers: 'auto' | 'always' | 'never';
}

/** What a transcript is shown or written as. */
const WRITERS = {
  text: describeTranscript,
  srt: toSrt,
  vtt: toVtt,
  csv: toSentenceTable,
  json: (transcript: Transcript) => `${JSON.stringify(transcript, null, 2)}\n`,
} as const;

/** `affekt transcript FILE` */
export function transcriptCommand(context: CommandContext): Command {
  return new Command('transcript')
    .summary('show and convert what is said: subtitles, annotations, tables, JSON of recognisers')
    .description('Reads SubRip, WebVTT, TextGrid, ELAN, CSV, TSV and the JSON of Whisper and its kin, shows what was read, or writes it in another format. What had to be left out or guessed is said.')
    .argument('[file]', 'the transcript; without it, the one that goes with --clip')
    .option('-c, --clip <video>', 'bring times onto the clock of this video or sound, and cut at its end')
    .option('--transcripts <path>', 'where to look for the transcript of --clip: a folder, or a table with names of clips (default: beside it)')
    .addOption(new Option('-f, --format <format>', 'how it is written (default: by the ending of --out, else text to read)').choices(Object.keys(WRITERS)))
    .option('-o, --out <file>', 'where it is written (default: standard output)')
    .addOption(new Option('--from <format>', 'format of the file, where it is taken for another one').choices(TRANSCRIPT_FORMATS))
    .option('--encoding <name>', 'encoding of the file: utf-8, gb18030, big5, shift_jis, windows-1252, … (default: found)')
    .option('--offset <seconds>', 'move all times by so much; below 0, to earlier', toFinite)
    .option('--scale <factor>', 'stretch all times: 25/23.976 for subtitles made for another picture rate', toFactor)
    .addOption(new Option('--tier <name>', 'TextGrid, ELAN: a tier to read, may be repeated (default: all of sentences and words)').argParser((value, all: readonly string[]) => [...all, value]).default([], 'all'))
    .option('--language <tag>', 'of several files or columns, the one in this language: en')
    .addOption(new Option('--speakers <when>', 'whether "NAME:" at the start of a text is the speaker; auto: in capitals or brackets only').choices(['auto', 'always', 'never']).default('auto'))
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage, or a file that cannot be read.')
    .action(async (file: string | undefined, flags: TranscriptFlags) => context.exit(await show(file, flags, context)));
}

async function show(file: string | undefined, flags: TranscriptFlags, context: CommandContext): Promise<ExitCode> {
  const transcript = await read(file, flags, context).catch((error: unknown) => {
    if (!(error instanceof MediaError)) throw error;
    throw new ConfigError('--clip', [error.message.replace(/\.[^.]*\.$/, '')], error, 'Give a video or a sound file.');
  });
  for (const note of transcript.notes) context.stderr.write(`note: ${note}\n`);
  const text = WRITERS[formatOf(flags)](transcript);
  if (flags.out === undefined) context.stdout.write(text);
  else {
    await writeFileAtomically(flags.out, text);
    context.stdout.write(`${transcript.sentences.length} ${transcript.sentences.length === 1 ? 'sentence' : 'sentences'}: ${flags.out}\n`);
  }
  return EXIT.fine;
}

function formatOf({ format, out }: TranscriptFlags): keyof typeof WRITERS {
  if (format !== undefined) return format;
  if (out === undefined) return 'text';
  const ending = extname(out).slice(1).toLowerCase();
  const found = (Object.keys(WRITERS) as (keyof typeof WRITERS)[]).find((name) => name === ending || (name === 'text' && ending === 'txt'));
  if (found !== undefined) return found;
  throw new ConfigError('--out', [`"${out}" has no ending that says a format`], undefined, 'Add --format srt, vtt, csv, json or text.');
}

async function read(file: string | undefined, flags: TranscriptFlags, { environment, stop }: CommandContext): Promise<Transcript> {
  const options = toOptions(flags);
  if (flags.clip === undefined) {
    if (file === undefined) throw new ConfigError('affekt transcript', ['neither a file nor --clip is given'], undefined, 'Name a transcript, or a video with --clip.');
    return readTranscript(file, options);
  }
  const tools = await findTools({ ffmpeg: environment.ffmpeg, ffprobe: environment.ffprobe });
  const clip: ClipClock = toClipClock(await probe(flags.clip, { tools, signal: stop }));
  if (file !== undefined) return readTranscript(file, { ...options, clip });
  const found = await findTranscript(flags.clip, { ...options, ...(flags.transcripts !== undefined && { from: flags.transcripts }) });
  if (found === undefined) throw new ConfigError(flags.clip, [`there is no transcript ${flags.transcripts === undefined ? 'beside it' : `for it in ${flags.transcripts}`}`], undefined, 'Name it like the clip, or give its path.');
  return found.read(clip);
}

function toOptions({ from, encoding, offset, scale, tier, language, speakers }: TranscriptFlags): Omit<TranscriptOptions, 'clip'> {
  return {
    speakers,
    ...(from !== undefined && { format: from }),
    ...(encoding !== undefined && { encoding }),
    ...(offset !== undefined && { offset }),
    ...(scale !== undefined && { scale }),
    ...(tier.length > 0 && { tiers: tier }),
    ...(language !== undefined && { language }),
  };
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
