const NEXT_STEP = {
  MISSING: 'Check the path.',
  BROKEN: 'Copy or export the file again.',
  BAD_GRAPH: 'Export the model again; ONNX Runtime cannot run this graph either.',
  DATA_OUTSIDE: 'Save the model again with its data file beside it.',
  DATA_MISSING: 'Copy the data file again, beside the model: both belong together.',
  UNSUPPORTED: 'Export the model in another way, or report it so that it can be added.',
  NO_STREAM: 'Name the states between its blocks with --boundaries, from the input of the first block to the output of the last.',
  BAD_BOUNDARY: 'Name tensors of the graph, from the input of the first block to the output of the last.',
  NO_LAYER: 'Choose layers that the model has.',
} as const;

/** An ONNX file cannot be read, understood or changed as wanted. The message names the file and ends with what to do next. */
export class OnnxFileError extends Error {
  override readonly name = 'OnnxFileError';
  readonly code: keyof typeof NEXT_STEP;

  constructor(code: keyof typeof NEXT_STEP, { path, detail, cause }: { path: string; detail: string; cause?: unknown }) {
    super(`${path}: ${detail}. ${NEXT_STEP[code]}`.replace(/\p{Cc}/gu, '\uFFFD'), { cause }); // Names in a file may hold line breaks; a message may not
    this.code = code;
  }
}
