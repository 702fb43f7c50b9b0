const NEXT_STEP = {
  NOT_FOUND: 'Check the path.',
  UNREADABLE: 'Change its permissions, or run as a user who may read it.',
  TOO_LARGE: 'Give the transcript of one clip, or a table of at most 100 MB.',
  NOT_TEXT: 'Give a transcript: SubRip, WebVTT, TextGrid, ELAN, CSV, TSV, or the JSON of a speech recogniser.',
  UNKNOWN_ENCODING: 'Name one such as utf-8, gb18030, big5, shift_jis, windows-1252 or utf-16le.',
  UNKNOWN_FORMAT: 'Give SubRip, WebVTT, TextGrid, ELAN, CSV, TSV, or the JSON of a speech recogniser; or name its format.',
  DAMAGED: 'Write or download it again.',
  NO_COLUMN: 'Name the columns "start", "end", "text" and "speaker", or "name" and "sentence" for one text a clip.',
  NO_TIMES: 'Correct its times, or name its format if it was taken for another one.',
  NO_TIER: 'Name tiers as the file does.',
  NO_CLIP: 'Say which clip is meant, by its file.',
} as const;

/** A transcript cannot be read. The message names the file and ends with what to do next. */
export class TranscriptError extends Error {
  override readonly name = 'TranscriptError';
  readonly code: keyof typeof NEXT_STEP;
  /** The file that the message is about. */
  readonly path: string;

  constructor(code: keyof typeof NEXT_STEP, { path, detail, next = NEXT_STEP[code], cause }: { path: string; detail: string; next?: string; cause?: unknown }) {
    super(`${path}: ${detail}. ${next}`.replace(/\p{Cc}/gu, '\uFFFD'), { cause }); // A file name may hold line breaks; a message may not
    this.code = code;
    this.path = path;
  }

  /** Returns what the operating system said of `path`, as a `TranscriptError`; another kind of error comes back unchanged. */
  static from(error: unknown, path: string): unknown {
    const system = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (error instanceof TranscriptError || !/^E[A-Z]/.test(system)) return error;
    if (system === 'ENOENT' || system === 'ENOTDIR') return new TranscriptError('NOT_FOUND', { path, detail: 'does not exist', cause: error });
    return new TranscriptError('UNREADABLE', { path, detail: `cannot be read (${system})`, cause: error });
  }
}
