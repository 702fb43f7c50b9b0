import tf from '@tensorflow/tfjs';
import { planStep, type TrainingStepOptions } from './compile-training-step.ts';
import { drawNumbers } from './draw-numbers.ts';
import { firstState, fromNamedTensors, toNamedTensors } from './state-tensors.ts';
import { stateShapes, takeStep, type StepPlan } from './take-step.ts';
import type { ParameterSpec } from './declare.ts';
import type { Tensors } from './scope.ts';
import type { Batch, Trainer, TrainerState } from './trainer.ts';

/**
 * Returns a trainer that runs each operation at once on tfjs's current backend, for owners of tfjs-node or tfjs-node-gpu: the same
 * model code, the same random numbers, and results that differ only by rounding.
 */
export function openEagerTrainer(options: TrainingStepOptions, { seed }: { readonly seed: number }): Trainer {
  return new EagerTrainer(options, seed);
}

class EagerTrainer implements Trainer {
  readonly #options: TrainingStepOptions;
  readonly #plan: StepPlan;
  readonly #seed: number;
  #state: Tensors = {};
  #taken = 0;

  constructor(options: TrainingStepOptions, seed: number) {
    this.#options = options;
    this.#plan = planStep(options);
    this.#seed = seed;
    this.#replace(this.#toTensors(firstState(this.#plan, seed)));
  }

  get step(): number {
    return this.#taken;
  }

  get parameters(): readonly ParameterSpec[] {
    return this.#plan.declared.parameters;
  }

  async train(batches: readonly Batch[], rates: readonly number[]): Promise<Record<string, Float32Array>> {
    const given: Record<string, Float32Array>[] = [];
    for (const [index, batch] of batches.entries()) given.push(await this.#take(batch, rates[index]!));
    return Object.fromEntries(Object.keys(given[0] ?? {}).map((name) => [name, Float32Array.from(given.flatMap((each) => [...each[name]!]))]));
  }

  async save(): Promise<TrainerState> {
    const state: Record<string, Float32Array> = {};
    for (const [name, tensor] of Object.entries(this.#state)) state[name] = Float32Array.from(await tensor.data());
    return { step: this.#taken, tensors: toNamedTensors(this.#plan, state) };
  }

  async load({ step, tensors }: TrainerState): Promise<void> {
    this.#replace(this.#toTensors(fromNamedTensors(this.#plan, tensors)));
    this.#taken = step;
    return Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#replace({});
    return Promise.resolve();
  }

  async #take(batch: Batch, rate: number): Promise<Record<string, Float32Array>> {
    const { declared, optimizer } = this.#plan;
    const drawn = drawNumbers(declared.draws, this.#seed, this.#taken);
    const results = tf.tidy(() => {
      const tensors = Object.entries(this.#options.batch).map(([name, { dims, type = 'float32' }]) => [name, tf.tensor(batch[name]!, [...dims], type)] as const);
      const { state, metrics, reports } = takeStep(this.#plan, {
        batch: Object.fromEntries(tensors),
        state: this.#state,
        scalars: tf.tensor1d([...optimizer.scalars(this.#taken + 1, rate)]),
        draws: { dropout: tf.tensor1d(drawn.dropout, 'int32'), normal: tf.tensor1d(drawn.normal), uniform: tf.tensor1d(drawn.uniform) },
      });
      return { state: mapTensors(state), given: mapTensors({ ...metrics, ...reports }) };
    });
    this.#replace(results.state);
    this.#taken += 1;
    const values = await Promise.all(Object.entries(results.given).map(async ([name, tensor]) => [name, Float32Array.from(await tensor.data())] as const));
    tf.dispose(results.given);
    return Object.fromEntries(values);
  }

  #replace(state: Record<string, tf.Tensor>): void {
    const kept = new Set(Object.values(state));
    for (const tensor of Object.values(this.#state)) if (!kept.has(tensor)) tensor.dispose();
    this.#state = state;
  }

  #toTensors(state: Readonly<Record<string, Float32Array>>): Record<string, tf.Tensor> {
    const shapes = stateShapes(this.#plan);
    return Object.fromEntries(Object.entries(state).map(([name, values]) => [name, tf.tensor(values, [...shapes[name]!])]));
  }
}

/** Copies by reference, so that what survives `tidy` is disposed of once. */
function mapTensors(tensors: Tensors): Record<string, tf.Tensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, tensor.clone()]));
}
