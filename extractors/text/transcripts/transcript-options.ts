/** Ways to write down what is said and when. */
export const TRANSCRIPT_FORMATS = ['srt', 'vtt', 'textgrid', 'elan', 'table', 'json'] as const;

/** Any of them: SubRip, WebVTT, Praat's TextGrid, ELAN's XML, CSV or TSV, JSON of a speech recogniser. */
export type TranscriptFormat = (typeof TRANSCRIPT_FORMATS)[number];

/** The clip that a transcript belongs to, as far as its clock and its name go. */
export interface ClipClock {
  /** File name of the clip with its ending, without folders: `talk.mp4`. */
  readonly file: string;
  /** Seconds; absent where it is not known: nothing is cut then. */
  readonly duration?: number;
  /** Time stamp of the container, in seconds, at which the clip's clock is zero. Default 0. */
  readonly start?: number;
  /** Seconds of the clip's clock at which its sound begins; recognisers of speech count from there. Default 0. */
  readonly soundStart?: number;
}

/** How a transcript is read. Everything has a default that suits most files. */
export interface TranscriptOptions {
  /** Without it times are taken as they are, and tables of many clips are refused. */
  readonly clip?: ClipClock;
  /** Default: found by content, then by name. */
  readonly format?: TranscriptFormat;
  /** WHATWG label: `gb18030`. Default: UTF-8 or what a byte order mark says; where neither fits, it is guessed and a note says so. */
  readonly encoding?: string;
  /** Seconds that are added to every time, after `scale`. Default 0. */
  readonly offset?: number;
  /** Every time is multiplied by it: `25 / 23.976` for subtitles made for 25 pictures a second over a clip of 23.976. Default 1. */
  readonly scale?: number;
  /** TextGrid and ELAN: names of the tiers to read. Default: all that hold sentences, and words for them. */
  readonly tiers?: readonly string[];
  /** Tables with several columns of text: the language that is wanted, `en`. Default: the first such column. */
  readonly language?: string;
  /** Whether `NAME:` at the start of a line is a speaker: `auto` takes names in capitals and `[NAME]:` only. Default `auto`. */
  readonly speakers?: 'auto' | 'always' | 'never';
}
