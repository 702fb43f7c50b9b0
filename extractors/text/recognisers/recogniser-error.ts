const NEXT_STEP = {
  NOT_BUILT: 'Build it once with `affekt models build whisper` (some minutes), or name a program of your own in AFFEKT_WHISPER_CLI.',
  NO_MODEL: 'Fetch one with `affekt models get ggml-base`, or name a file with `--model FILE`.',
  NO_COMPILER: 'Install what is missing, then run the same command again.',
  NO_SOURCE: 'Install it with `npm install nodejs-whisper`.',
  BUILD_FAILED: 'Run again with `--portable`; if it stays, build whisper.cpp yourself and name its whisper-cli in AFFEKT_WHISPER_CLI.',
  BAD_MODEL: 'Give a ggml file of whisper.cpp (ggml-base.bin) or a folder of a Whisper net in ONNX; docs/speech-to-text.md says where they come from.',
  FAILED: 'Try again; if it stays, try another model, and please report it.',
  UNKNOWN_LANGUAGE: 'Give a tag such as en, de or zh, or `auto`.',
} as const;

/** Speech could not be turned into words. The message names the program, file or model and ends with what to do next. */
export class RecogniserError extends Error {
  override readonly name = 'RecogniserError';
  readonly code: keyof typeof NEXT_STEP;

  constructor(code: keyof typeof NEXT_STEP, { thing, detail, cause }: { thing: string; detail: string; cause?: unknown }) {
    super(`${thing}: ${detail}. ${NEXT_STEP[code]}`.replace(/\p{Cc}/gu, ' '), { cause });
    this.code = code;
  }
}
