import tf from '@tensorflow/tfjs';
import { drawDropOut } from '../../../runtime/ops/draw-drop-out.ts';
import { dropOut } from '../../../runtime/ops/drop-out.ts';
import type { Initialiser } from '../../../runtime/train/initialiser.ts';
import type { Scope } from '../../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Where an eager scope keeps its state, and how it behaves. */
export interface EagerScopeOptions {
  /** Default 1. */
  readonly seed?: number;
  /** Default false. */
  readonly training?: boolean;
  /** Parameters by path; those that are missing are drawn and added. Give your own to share them, or to run a traced function. */
  readonly parameters?: Map<string, Tensor>;
  /** Running statistics by path, updated in place. */
  readonly statistics?: Map<string, Tensor>;
}

/** Returns a scope that draws parameters on the current tfjs backend and keeps them in maps. */
export function eagerScope({ seed = 1, training = false, parameters = new Map(), statistics = new Map() }: EagerScopeOptions = {}): Scope {
  const random = mulberry32(seed);
  return scopeAt('', { random, training, parameters, statistics });
}

interface State extends Required<Omit<EagerScopeOptions, 'seed'>> {
  readonly random: () => number;
}

function scopeAt(prefix: string, state: State): Scope {
  const { random, training, parameters, statistics } = state;
  const find = (tensors: Map<string, Tensor>, name: string, draw: () => Tensor): Tensor => {
    const path = prefix + name;
    const tensor = tensors.get(path) ?? tf.keep(draw());
    tensors.set(path, tensor);
    return tensor;
  };
  const drawn = (shape: readonly number[], initialiser: Initialiser) => tf.tensor(drawInitial(random, shape, initialiser), [...shape]);
  return {
    training,
    in: (name) => scopeAt(`${prefix}${name}/`, state),
    parameter(name, shape, initialiser) {
      const tensor = find(parameters, name, () => drawn(shape, initialiser));
      if (tensor.shape.join() !== shape.join()) throw new RangeError(`${prefix}${name}: has shape [${tensor.shape.join(', ')}], not [${shape.join(', ')}]`);
      return tensor;
    },
    running: (name, shape, initialiser) => ({
      value: find(statistics, name, () => drawn(shape, initialiser)),
      update: (next) => (training ? void statistics.set(prefix + name, tf.keep(next)) : undefined),
    }),
    dropout(x, rate) {
      if (!training || rate === 0) return x;
      const columns = x.shape.at(-1)!;
      return dropOut(x, rate, { rows: tf.tensor1d(drawDropOut(random, x.size / columns), 'int32'), columns: tf.tensor1d(drawDropOut(random, columns), 'int32') });
    },
    normal: (shape) => (training ? tf.tensor(Float32Array.from({ length: sizeOf(shape) }, () => normal(random)), [...shape]) : tf.zeros([...shape])),
    uniform: (shape) => (training ? tf.tensor(Float32Array.from({ length: sizeOf(shape) }, random), [...shape]) : tf.fill([...shape], 0.5)),
  };
}

function drawInitial(random: () => number, shape: readonly number[], initialiser: Initialiser): Float32Array {
  const fill = (draw: () => number) => Float32Array.from({ length: sizeOf(shape) }, draw);
  switch (initialiser.kind) {
    case 'constant': return fill(() => initialiser.value);
    case 'uniform': return fill(() => (2 * random() - 1) * initialiser.limit);
    case 'normal': return fill(() => normal(random) * initialiser.deviation);
    case 'orthogonal': return fill(() => normal(random) / Math.sqrt(Math.max(shape[0]!, initialiser.columns))); // Near enough for tests
    case 'convex-pairs': return Float32Array.from(Array.from({ length: sizeOf(shape) / 2 }, random).flatMap((share) => [share, 1 - share]));
    case 'values': return initialiser.values;
  }
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1);
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
