/** The number behind each element type in ONNX (TensorProto.DataType). */
export const ELEMENT_TYPES = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
} as const;

/** Bytes of one element. */
export const ELEMENT_BYTES = { float32: 4, uint8: 1, int8: 1, int32: 4, int64: 8, bool: 1, float16: 2, float64: 8 } as const satisfies Readonly<Record<keyof typeof ELEMENT_TYPES, number>>;

/** Element type of a tensor. */
export type ElementType = keyof typeof ELEMENT_TYPES;

/** Values of a tensor in row-major order; float16 as raw bits in a `Uint16Array`, bool as 0 and 1 in a `Uint8Array`. */
export type ElementArray = Float32Array | Float64Array | Uint8Array | Int8Array | Uint16Array | Int32Array | BigInt64Array;

/** A constant of a graph. The writer reads `data` and does not keep it. */
export interface Initializer {
  readonly name: string;
  readonly type: ElementType;
  /** `[]` is a scalar. */
  readonly dims: readonly number[];
  readonly data: ElementArray;
}

/**
 * An attribute's value. A bare whole number is an int, a bare array ints, a bare string a string; floats are always
 * marked, since `1` would not say which of the two is meant.
 */
export type Attribute =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly strings: readonly string[] }
  | { readonly tensor: Initializer }
  | { readonly graph: Graph };

/** One operation. An empty string among `inputs` leaves an optional input out. */
export interface GraphNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** Shown in profiles and error messages of ONNX Runtime. */
  readonly name?: string;
  /** Operator set other than ONNX's own: `'com.microsoft'`. It must be listed in `Model.domains`. */
  readonly domain?: string;
}

/** Input or output of a graph. A string in `dims` names a dimension that may vary from run to run: `['batch', 3]`. */
export interface GraphPort {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly (number | string)[];
}

/** Nodes in an order in which each one's inputs exist before it, with their constants and borders. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly initializers?: readonly Initializer[];
  readonly inputs: readonly GraphPort[];
  readonly outputs: readonly GraphPort[];
  /** Default `'graph'`. */
  readonly name?: string;
}

/** A whole ONNX file. */
export interface Model extends Graph {
  /** Version of ONNX's operator set. Default 18. */
  readonly opset?: number;
  /** Further operator sets and their versions: `{ 'com.microsoft': 1 }`. */
  readonly domains?: Readonly<Record<string, number>>;
  /** Free key–value pairs kept in the file (`metadata_props`), written in key order. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Text shown by model viewers. */
  readonly doc?: string;
}
