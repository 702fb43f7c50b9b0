import type { VoiceActivity } from '../../extractors/audio/activity/voice-activity.ts';
import type { Transcriber } from '../../extractors/text/recognisers/transcriber.ts';
import type { TextReader } from '../../extractors/text/emotion/text-reader.ts';
import type { Transcripts } from './open-transcripts.ts';

/** What finds words and reads them. */
export interface TextTools {
  /** Where transcripts are. */
  readonly transcripts: Transcripts;
  /** Turns speech into words where a clip has no transcript. */
  readonly recogniser?: Recogniser;
  /** Why there is no recogniser, a sentence; absent when none is wanted. */
  readonly noRecogniser?: string;
  /** Absent: words without verdicts. */
  readonly reader?: TextReader;
}

/** A recogniser and what it listens to. */
export interface Recogniser {
  readonly transcriber: Transcriber;
  readonly activity: VoiceActivity;
  /** Code of Whisper; absent: each piece is asked. */
  readonly language?: string;
}
