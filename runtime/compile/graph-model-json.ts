/** The parts of a graph model's `model.json` that are read here. */
export interface GraphModelJson {
  readonly modelTopology: { readonly node: readonly GraphModelNode[] };
  readonly weightsManifest: readonly { readonly weights: readonly WeightSpec[] }[];
  readonly signature?: GraphModelSignature;
  readonly userDefinedMetadata?: { readonly signature?: GraphModelSignature };
}

/** One operation of the graph; `input` may carry an output index (`name:1`) or mark control (`^name`). */
export interface GraphModelNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: {
    readonly shape?: { readonly shape?: { readonly dim?: readonly { readonly size: string | number }[] } };
    readonly dtype?: { readonly type: string };
  };
}

/** One constant in the weight files. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string };
}

/** Names of inputs and outputs, with the graph's own names for them (`Identity_2:0`). */
export interface GraphModelSignature {
  readonly inputs?: Readonly<Record<string, { readonly name: string }>>;
  readonly outputs?: Readonly<Record<string, { readonly name: string }>>;
}
