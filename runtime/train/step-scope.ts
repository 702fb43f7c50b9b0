import tf from '@tensorflow/tfjs';
import { dropOut } from '../ops/drop-out.ts';
import type { Declared, Draws, ParameterSpec } from './declare.ts';
import type { Initialiser } from './initialiser.ts';
import type { Scope, Tensors } from './scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Where a scope's tensors come from. */
export interface ScopeSource {
  readonly training: boolean;
  /** Returns the tensor of a parameter or running statistic. */
  tensor(spec: ParameterSpec): Tensor;
  /** Returns the next `shape` random numbers of a kind; int32 for `'dropout'`. Asked for in training only. */
  draw(kind: keyof Draws, shape: readonly number[], offset: number): Tensor;
}

interface Found {
  readonly spec: ParameterSpec;
  readonly tensor: Tensor;
}

/** What the scopes of all parts of a model share. */
interface Shared {
  readonly source: ScopeSource;
  readonly parameters: Map<string, Found>;
  readonly running: Map<string, Found>;
  readonly updates: Map<string, Tensor>;
  readonly drawn: Record<keyof Draws, number>;
}

/** The scope of one run of a model. */
export class StepScope implements Scope {
  readonly training: boolean;
  readonly #path: string;
  readonly #shared: Shared;

  constructor(source: ScopeSource, { path = '', shared }: { readonly path?: string; readonly shared?: Shared } = {}) {
    this.training = source.training;
    this.#path = path;
    this.#shared = shared ?? { source, parameters: new Map(), running: new Map(), updates: new Map(), drawn: { dropout: 0, normal: 0, uniform: 0 } };
  }

  in(name: string): Scope {
    return new StepScope(this.#shared.source, { path: `${this.#path}${name}/`, shared: this.#shared });
  }

  parameter(name: string, shape: readonly number[], initialiser: Initialiser): Tensor {
    return this.#find(this.#shared.parameters, { name: this.#path + name, shape, initialiser });
  }

  running(name: string, shape: readonly number[], initialiser: Initialiser): { readonly value: Tensor; update(next: Tensor): void } {
    const spec = { name: this.#path + name, shape, initialiser };
    const update = (next: Tensor) => void this.#shared.updates.set(spec.name, tf.keep(next));
    return { value: this.#find(this.#shared.running, spec), update: this.training ? update : () => undefined };
  }

  dropout(x: Tensor, rate: number): Tensor {
    if (!this.training || rate === 0) return x;
    const columns = x.shape.at(-1) ?? 1;
    return dropOut(x, rate, { rows: this.#draw('dropout', [x.size / columns]), columns: this.#draw('dropout', [columns]) });
  }

  normal(shape: readonly number[]): Tensor {
    return this.training ? this.#draw('normal', shape) : tf.zeros([...shape]);
  }

  uniform(shape: readonly number[]): Tensor {
    return this.training ? this.#draw('uniform', shape) : tf.fill([...shape], 0.5);
  }

  /** Returns what was asked for so far. */
  declared(): Declared {
    const specs = (found: ReadonlyMap<string, Found>) => [...found.values()].map(({ spec }) => spec);
    return { parameters: specs(this.#shared.parameters), running: specs(this.#shared.running), draws: { ...this.#shared.drawn } };
  }

  /** Returns the new values of running statistics, by name. They had been kept out of tfjs's scopes and now belong to the current one. */
  takeUpdates(): Tensors {
    const updates = Object.fromEntries([...this.#shared.updates].map(([name, kept]) => [name, released(kept)]));
    this.#shared.updates.clear();
    return updates;
  }

  #find(known: Map<string, Found>, spec: ParameterSpec): Tensor {
    const found = known.get(spec.name);
    if (found === undefined) {
      const tensor = this.#shared.source.tensor(spec);
      known.set(spec.name, { spec, tensor });
      return tensor;
    }
    if (found.spec.shape.join() === spec.shape.join()) return found.tensor;
    throw new RangeError(`parameter ${spec.name}: it is asked for with the shape [${spec.shape.join(', ')}] and was declared with [${found.spec.shape.join(', ')}]`);
  }

  #draw(kind: keyof Draws, shape: readonly number[]): Tensor {
    const offset = this.#shared.drawn[kind];
    this.#shared.drawn[kind] += shape.reduce((product, dim) => product * dim, 1);
    return this.#shared.source.draw(kind, shape, offset);
  }
}

/** Returns a tensor of the current scope with the values of `kept`, which is disposed of. */
export function released(kept: Tensor): Tensor {
  const tensor = kept.clone();
  kept.dispose();
  return tensor;
}
