const NEXT_STEP = {
  NO_CONFIG: 'Give the folder of a checkpoint as Hugging Face’s libraries write it: config.json, model.safetensors, and preprocessor_config.json or tokenizer.json; or as FunASR has it: config.yaml and model.pt.',
  UNKNOWN_TYPE: 'Give a checkpoint of one of these kinds, or export it in Python as docs/models.md says.',
  BAD_CONFIG: 'Copy it again from where the weights come from.',
  BAD_LABELS: 'Copy tokens.txt again from where the weights come from, of the same revision.',
  NOT_SUPPORTED: 'Export it in Python as docs/models.md says.',
  NO_TOKENIZER: 'Put tokenizer.json there; a checkpoint without it gets one in Python by `AutoTokenizer.from_pretrained(FOLDER).save_pretrained(FOLDER)`.',
  BAD_PREPROCESSOR: 'Copy preprocessor_config.json again from where the weights come from.',
  TOO_LARGE: 'Store weights in 16 bits with `--weights fp16`.',
  WRONG_MODEL: 'Leave out `--as` and name the file that is built, or give the checkpoint that the model names.',
  NOT_BUILT: 'Build it with `affekt models build encoder DIR`.',
} as const;

/** An encoder cannot be built, or a file is not one that was. The message names the folder or file and ends with what to do next. */
export class EncoderBuildError extends Error {
  override readonly name = 'EncoderBuildError';
  readonly code: keyof typeof NEXT_STEP;

  constructor(code: keyof typeof NEXT_STEP, { path, detail, cause }: { path: string; detail: string; cause?: unknown }) {
    super(`${path}: ${detail}. ${NEXT_STEP[code]}`.replace(/\p{Cc}/gu, '\uFFFD'), { cause });
    this.code = code;
  }
}
