import type { GraphBuilder, Value } from '../../runtime/onnx/build/graph-builder.ts';
import { streamTransposed, streamWeight } from '../../runtime/onnx/build/stream-weight.ts';
import type { StreamedInitializer } from '../../runtime/onnx/build/streamed-model.ts';
import type { Weights } from '../../runtime/safetensors/weights.ts';

/** A graph under construction with the checkpoint that its weights come from. */
export interface Net {
  readonly graph: GraphBuilder;
  readonly weights: Weights;
  /** Returns the name of a tensor in the checkpoint: with the prefix of the whole model, and by its older name where it goes by that. */
  tensorName(name: string): string;
  has(name: string): boolean;
  /** Returns a tensor as it is; it must have this shape. */
  readonly parameter: (name: string, shape: readonly number[]) => Value;
  /** Returns values that are made while the model is written, as `parameter` does. */
  computed(weight: StreamedInitializer): Value;
  /** Returns `x` through a linear layer, `x·Wᵀ + b`, with the bias only where the checkpoint has one. */
  linear(x: Value, name: string, size: { readonly from: number; readonly to: number }): Value;
  /** Returns `x` with its last axis normalised. */
  norm(x: Value, name: string, size: { readonly width: number; readonly epsilon: number }): Value;
}

/** How a net is begun. */
export interface NetOptions {
  readonly weights: Weights;
  /** What names of tensors begin with; of several, the one that `probe` is found with. */
  readonly prefixes: readonly string[];
  /** A tensor that every such net has. */
  readonly probe: string;
  readonly type: 'float32' | 'float16';
}

/** Tensors of fewer values are stored in 32 bits in any case. */
const LEAST_HALVED = 1024;

/** Returns a net without nodes. Weights stored in 16 bits are widened when the file is loaded. */
export function createNet(graph: GraphBuilder, { weights, prefixes, probe, type }: NetOptions): Net {
  const prefix = prefixes.find((each) => weights.has(each + probe)) ?? prefixes[0]!;
  const widened = new Map<string, Value>();
  const typeOf = (values: number) => (values < LEAST_HALVED ? 'float32' : type);
  const tensorName = (name: string) => toKnownName(prefix + name, weights);
  const computed = (weight: StreamedInitializer) => {
    const value = graph.weight(weight);
    if (weight.type === 'float32') return value;
    if (!widened.has(value)) widened.set(value, graph.add('Cast', [value], { to: 1 }));
    return widened.get(value)!;
  };
  const parameter = (name: string, shape: readonly number[]) => computed(streamWeight(weights.tensor(tensorName(name), shape), { type: typeOf(product(shape)) }));
  return {
    graph,
    weights,
    tensorName,
    has: (name) => weights.has(tensorName(name)),
    parameter,
    computed,
    linear(x, name, { from, to }) {
      const matrix = weights.tensor(tensorName(`${name}.weight`), [to, from]);
      const y = graph.add('MatMul', [x, computed(streamTransposed(matrix, { type: typeOf(from * to) }))]);
      return weights.has(tensorName(`${name}.bias`)) ? graph.add('Add', [y, parameter(`${name}.bias`, [to])]) : y;
    },
    norm: (x, name, { width, epsilon }) => graph.add('LayerNormalization', [x, parameter(`${name}.weight`, [width]), parameter(`${name}.bias`, [width])], { axis: -1, epsilon: { float: epsilon } }),
  };
}

/** Names that the same tensor has in checkpoints of other years. */
const OLDER_NAMES = [
  [/LayerNorm\.weight$/, 'LayerNorm.gamma'],
  [/LayerNorm\.bias$/, 'LayerNorm.beta'],
  [/parametrizations\.weight\.original0$/, 'weight_g'],
  [/parametrizations\.weight\.original1$/, 'weight_v'],
] as const;

function toKnownName(name: string, weights: Weights): string {
  if (weights.has(name)) return name;
  const older = OLDER_NAMES.flatMap(([pattern, other]) => (pattern.test(name) ? [name.replace(pattern, other)] : []));
  return older.find((each) => weights.has(each)) ?? name;
}

function product(shape: readonly number[]): number {
  return shape.reduce((result, size) => result * size, 1);
}
