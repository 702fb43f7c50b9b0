import type { Config } from '../../configs/schema.ts';
import type { VoiceActivity } from '../../extractors/audio/activity/voice-activity.ts';
import type { ModelStore } from '../../extractors/models/store/open-model-store.ts';
import { openTextReader } from '../../extractors/text/emotion/open-text-reader.ts';
import { toWhisperLanguage } from '../../extractors/text/recognisers/whisper-language.ts';
import type { Transcriber } from '../../extractors/text/recognisers/transcriber.ts';
import type { ProgramSettings } from '../../extractors/text/recognisers/whisper-cpp/find-whisper-cli.ts';
import { openTranscripts } from './open-transcripts.ts';
import { openRecogniserIfPossible } from './recognise-if-possible.ts';
import { openRecogniser } from './recognise-with.ts';
import type { TextTools } from './text-tools.ts';

/** What opening needs besides the configuration. */
export interface TextSources {
  readonly store: ModelStore;
  /** Where whisper-cli may be; without it no recogniser is sought. */
  readonly programs?: ProgramSettings | undefined;
  /** What tells speech from the rest. */
  readonly activity: VoiceActivity;
  /** Processor threads of the recogniser; absent: as it likes. */
  readonly threads?: number | undefined;
}

/** The tools, and the recogniser to be closed when they are done with. */
export interface OpenTextTools extends TextTools, AsyncDisposable {}

/**
 * Opens what finds and reads words. A recogniser that is not on this machine is left out where `auto` was asked for, and the tools say why.
 *
 * @throws TranscriptError when the transcripts cannot be read; ModelError, RecogniserError when a recogniser that is named is missing or damaged
 */
export async function openTextTools({ transcripts, recogniser, language, emotion }: Config['text'], sources: TextSources): Promise<OpenTextTools> {
  const found = await openTranscripts(transcripts ?? undefined, language === 'auto' ? {} : { language });
  const heard = await findRecogniser(recogniser, sources);
  const code = language === 'auto' ? undefined : toWhisperLanguage(language);
  return {
    transcripts: found,
    ...(heard.transcriber === undefined ? {} : { recogniser: { transcriber: heard.transcriber, activity: sources.activity, ...(code === undefined ? {} : { language: code }) } }),
    ...(heard.reason === undefined ? {} : { noRecogniser: heard.reason }),
    ...(emotion === null ? {} : { reader: await openTextReader() }),
    [Symbol.asyncDispose]: async () => heard.transcriber?.[Symbol.asyncDispose](),
  };
}

async function findRecogniser(wanted: string | null, { store, programs, threads }: TextSources): Promise<{ readonly transcriber?: Transcriber; readonly reason?: string }> {
  if (wanted === null || programs === undefined) return {};
  if (wanted !== 'auto') return { transcriber: await openRecogniser(wanted, { store, programs, threads }) };
  const found = await openRecogniserIfPossible(wanted, { store, programs, threads });
  return 'reason' in found ? { reason: `Speech is not turned into words: ${found.reason} Or put a transcript beside the clip.` } : found;
}
