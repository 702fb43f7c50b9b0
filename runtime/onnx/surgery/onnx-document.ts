import type { Pieces } from '../protobuf.ts';

/**
 * An ONNX file as it is edited: what the editing is about is read, everything else stays in its own bytes, so that nothing is lost. Bytes are views of the file's;
 * an edited document shares them.
 */
export interface OnnxDocument {
  /** Named in errors; data files are looked for in its folder. */
  readonly path: string;
  /** Fields of ModelProto besides those below. */
  readonly rest: Pieces;
  /** Version by operator set; `''` is ONNX's own. */
  readonly opsets: Readonly<Record<string, number>>;
  readonly metadata: Readonly<Record<string, string>>;
  /** In an order in which each node's inputs exist before it. */
  readonly nodes: readonly DocumentNode[];
  readonly tensors: readonly DocumentTensor[];
  /** What a run must be given. */
  readonly inputs: readonly NamedBytes[];
  /** Further inputs, for which there is a tensor of that name; old files list all weights here. */
  readonly defaults: readonly NamedBytes[];
  readonly outputs: readonly NamedBytes[];
  /** What the file says of the types of values inside. */
  readonly values: readonly NamedBytes[];
  /** Fields of GraphProto besides those above. */
  readonly graphRest: Pieces;
}

/** A message with the name in it. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** NodeProto. */
export interface DocumentNode {
  readonly op: string;
  /** `''` for ONNX's own operators. */
  readonly domain: string;
  /** May be `''`. */
  readonly name: string;
  /** The module that it came from: `"encoder.layer.1"`; `''` where the file does not note it. */
  readonly scope: string;
  /** An empty string leaves an optional input out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** What its nested graphs read of the graphs around them. */
  readonly captured: readonly string[];
  readonly bytes: Uint8Array;
}

/** TensorProto of an initializer. */
export interface DocumentTensor extends NamedBytes {
  /** Number in TensorProto.DataType. */
  readonly type: number;
  readonly dims: readonly number[];
  /** Where its values are, when they are in a file beside the model. */
  readonly external?: ExternalData;
}

/** Values in a file beside the model. */
export interface ExternalData {
  /** As the model names it. */
  readonly location: string;
  /** Where that is, checked to be inside the model's folder. */
  readonly path: string;
  /** In bytes. */
  readonly offset: number;
  readonly length: number;
}
