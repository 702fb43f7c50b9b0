const NEXT_STEP = {
  NO_CONFIG: 'Give the folder of a checkpoint as Hugging Face’s libraries write it, with config.json and safetensors.',
  BAD_CONFIG: 'Copy config.json again from where the weights come from.',
  UNKNOWN_ARCHITECTURE: 'Convert another checkpoint, or report this one so that it can be added.',
  NOT_A_DECODER: 'Build one with `affekt models build decoder FOLDER --out FOLDER`.',
  NO_TOKENIZER: 'Copy tokenizer.json and tokenizer_config.json of the checkpoint into its folder, and build it again.',
  NO_CHAT: 'Give the prompt as it is with --raw, or copy tokenizer_config.json or chat_template.jinja of the checkpoint into its folder and build it again.',
  NO_LAYER: 'Give numbers of hidden states: 0 is the embeddings, the last one what comes after the last norm.',
  NO_STATES: 'Build it again with `--taps last-four`.',
  BAD_TOKEN: 'Give ids from the tokeniser of this model.',
  TOO_LONG: 'Shorten the text, or ask for fewer tokens.',
  BAD_SCHEMA: 'Use type object, array, string, number, integer, boolean or null, `enum` or `const`; docs/decoders.md lists what is known.',
} as const;

/** A decoder cannot be built or used. The message names the thing and ends with what to do next. */
export class DecoderError extends Error {
  override readonly name = 'DecoderError';
  readonly code: keyof typeof NEXT_STEP;

  constructor(code: keyof typeof NEXT_STEP, { thing, detail, cause }: { thing: string; detail: string; cause?: unknown }) {
    super(`${thing}: ${detail}. ${NEXT_STEP[code]}`.replace(/\p{Cc}/gu, '\uFFFD'), { cause });
    this.code = code;
  }
}
