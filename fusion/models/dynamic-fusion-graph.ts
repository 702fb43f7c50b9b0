import tf from '@tensorflow/tfjs';
import { linear } from '../layers/linear.ts';
import { mlp } from '../layers/mlp.ts';
import { subsetsOf } from './subsets-of.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** A vertex of one modality. */
export interface Vertex {
  readonly name: string;
  /** Shape `[B, T, V]`. */
  readonly values: Tensor;
  /** Shape `[B, 1]`: 0 where the clip lacks this modality. */
  readonly present: Tensor;
}

/** Sizes of a dynamic fusion graph. */
export interface FusionGraphOptions {
  /** Length of the vertices that stand for several modalities, and of the result. */
  readonly size: number;
  /** Hidden units of its networks. */
  readonly hidden: number;
  /** Networks without activations and efficacies without bounds, as in the published code. */
  readonly isLinear: boolean;
}

/**
 * Returns the output vertex of a dynamic fusion graph (Zadeh et al., "Multimodal Language Analysis in the Wild", 2018). There is a vertex
 * for each set of modalities; that of several is made from the vertices of all their parts by a network of its own, and the output from all
 * vertices. Each connection is weighted by an efficacy in (0, 1), which one network finds from the single modalities. A vertex in which a modality
 * is involved that the clip lacks counts nothing.
 *
 * @returns `fused` `[B, T, size]`; `weights` `[B, T, M]`: the efficacy with which each single modality reaches the output
 */
export function dynamicFusionGraph(scope: Scope, singles: readonly Vertex[], options: FusionGraphOptions): { readonly fused: Tensor; readonly weights: Tensor } {
  const subsets = subsetsOf(singles.map((_, index) => index));
  const several = subsets.filter((subset) => subset.length > 1);
  const presence = new Map(subsets.map((subset) => [subset.join(), presenceOf(subset, singles)]));
  const counts = [...several.map((subset) => 2 ** subset.length - 2), subsets.length];
  const efficacies = tf.split(toEfficacies(scope.in('efficacies'), singles, { ...options, count: counts.reduce((sum, count) => sum + count) }), counts, 2);
  const vertices = new Map(singles.map(({ values }, index) => [String(index), values]));
  const join = (name: string, parts: readonly (readonly number[])[], weights: Tensor) => {
    const weighed = tf.split(weights, parts.length, 2).map((weight, at) => {
      const key = parts[at]!.join();
      return tf.mul(vertices.get(key)!, tf.mul(weight, presence.get(key)!));
    });
    return network(scope.in(name), tf.concat(weighed, 2), options.size, options);
  };
  several.forEach((subset, index) => {
    const parts = subsetsOf(subset).slice(0, -1);
    vertices.set(subset.join(), join(subset.map((each) => singles[each]!.name).join('-'), parts, efficacies[index]!));
  });
  const toOutput = efficacies.at(-1)!;
  const there = tf.expandDims(tf.concat(singles.map(({ present }) => present), 1), 1);
  return { fused: join('output', subsets, toOutput), weights: tf.mul(tf.slice(toOutput, [0, 0, 0], [-1, -1, singles.length]), there) };
}

function toEfficacies(scope: Scope, singles: readonly Vertex[], { count, ...options }: FusionGraphOptions & { readonly count: number }): Tensor {
  const seen = tf.concat(singles.map(({ values }) => values), 2);
  return options.isLinear ? linear(scope.in('2'), network(scope, seen, options.size, options), count) : tf.sigmoid(network(scope, seen, count, options));
}

function network(scope: Scope, x: Tensor, units: number, { hidden, isLinear }: FusionGraphOptions): Tensor {
  return isLinear ? linear(scope.in('1'), linear(scope.in('0'), x, hidden), units) : mlp(scope, x, { units: [hidden, units] });
}

/** Shape `[B, 1, 1]`: 1 where the clip has all modalities of `subset`. */
function presenceOf(subset: readonly number[], singles: readonly Vertex[]): Tensor {
  return tf.expandDims(subset.map((index) => singles[index]!.present).reduce((all, present) => tf.mul(all, present)), 2);
}
