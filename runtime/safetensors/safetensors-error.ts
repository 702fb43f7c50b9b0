const NEXT_STEP = {
  NOT_FOUND: 'Check the path.',
  UNREADABLE: 'Change its permissions, or run as a user who may read it.',
  TRUNCATED: 'Copy or write the file again; a checkpoint that is cut cannot be gone on from, take the one before it.',
  BAD_HEADER: 'Make sure that it is a .safetensors file, then copy or write it again.',
  BAD_LAYOUT: 'Write it again with the safetensors library; a file made by it has no such fault.',
  UNSUPPORTED: 'Convert the tensor to float32 before saving it.',
  NO_WEIGHTS: 'Give a folder with config.json and model.safetensors; a checkpoint of another kind becomes one in Python by `AutoModel.from_pretrained(FOLDER).save_pretrained(OTHER, safe_serialization=True)`.',
  BAD_TORCH: 'Copy it again; or turn it into model.safetensors in Python by `AutoModel.from_pretrained(FOLDER).save_pretrained(OTHER, safe_serialization=True)`.',
  BAD_INDEX: 'Copy model.safetensors.index.json again from where the weights come from.',
  MISSING_SHARD: 'Copy it there: all files that the index names are needed.',
  MISSING_TENSOR: 'Make sure that config.json and the weights belong to the same model, and that all of its files are there.',
  BEYOND_HALF: 'Keep the weights in another form, such as fp32.',
  BAD_SHAPE: 'Make sure that config.json and the weights belong to the same model.',
} as const;

/** A safetensors file cannot be used. The message names the file and ends with what to do next. */
export class SafetensorsError extends Error {
  override readonly name = 'SafetensorsError';
  readonly code: keyof typeof NEXT_STEP;
  readonly path: string;

  constructor(code: keyof typeof NEXT_STEP, { path, detail, cause }: { path: string; detail: string; cause?: unknown }) {
    super(`${path}: ${detail}. ${NEXT_STEP[code]}`.replace(/\p{Cc}/gu, '\uFFFD'), { cause }); // Names in a file may hold line breaks; a message may not
    this.code = code;
    this.path = path;
  }
}
