import { extname } from 'node:path';
import { ConfigError } from '../../../configs/config-error.ts';
import type { Transcript } from '../../../extractors/text/transcript.ts';
import { readTranscript } from '../../../extractors/text/transcripts/read-transcript.ts';
import type { ClipClock, TranscriptOptions } from '../../../extractors/text/transcripts/transcript-options.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { findTools } from '../../media/find-tools.ts';
import { MediaError } from '../../media/media-error.ts';
import { probe } from '../../media/probe.ts';
import { describeTranscript } from '../../words/describe-transcript.ts';
import { findTranscript } from '../../words/find-transcript.ts';
import { toClipClock } from '../../words/to-clip-clock.ts';
import { TRANSCRIPT_WRITERS } from '../../words/transcript-writers.ts';
import type { CommandContext } from '../context.ts';

/** What a transcript is shown or written as. */
const WRITERS = { text: describeTranscript, ...TRANSCRIPT_WRITERS } as const;

/** Options of `affekt transcript`. */
export interface TranscriptFlags {
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

/** Writes a transcript, and resolves with the exit code. */
export async function show(file: string | undefined, flags: TranscriptFlags, context: CommandContext): Promise<ExitCode> {
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
  const tools = await findTools(environment);
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
