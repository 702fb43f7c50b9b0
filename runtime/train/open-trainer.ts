import { float32, type Tensor } from '../tensor.ts';
import { drawNumbers } from './draw-numbers.ts';
import { firstState, fromNamedTensors, toNamedTensors } from './state-tensors.ts';
import { stackBatches } from './stack-batches.ts';
import { stateShapes } from './take-step.ts';
import type { Runtime, StatefulSession } from '../runtime.ts';
import type { Draws, ParameterSpec } from './declare.ts';
import type { BatchSignature, TrainingStep } from './compile-training-step.ts';
import type { Batch, Trainer, TrainerState } from './trainer.ts';

/** Where and how a compiled step is run. */
export interface TrainerOptions {
  readonly runtime: Runtime;
  /** For the first values of the parameters and all noise. */
  readonly seed: number;
}

/**
 * Loads a compiled step on a worker thread, where its state stays. The same seed and batches give the same bytes, however they are
 * dealt out over calls of `train`, and whatever the number of threads.
 */
export async function openTrainer(step: TrainingStep, { runtime, seed }: TrainerOptions): Promise<Trainer> {
  const names = Object.keys(stateShapes(step.plan));
  const carry = Object.fromEntries(names.map((name) => [`first/state/${name}`, `last/${name}`]));
  const session = await runtime.openStateful(step.model, { name: step.options.name, carry });
  const trainer = new OnnxTrainer(session, step, seed);
  await trainer.write(firstState(step.plan, seed));
  return trainer;
}

class OnnxTrainer implements Trainer {
  readonly #session: StatefulSession;
  readonly #step: TrainingStep;
  readonly #seed: number;
  #taken = 0;

  constructor(session: StatefulSession, step: TrainingStep, seed: number) {
    this.#session = session;
    this.#step = step;
    this.#seed = seed;
  }

  get step(): number {
    return this.#taken;
  }

  get parameters(): readonly ParameterSpec[] {
    return this.#step.plan.declared.parameters;
  }

  async train(batches: readonly Batch[], rates: readonly number[]): Promise<Record<string, Float32Array>> {
    const outputs = await this.#session.run({ ...stackBatches(this.#step.options.batch, batches), ...this.#numbers(rates) });
    this.#taken += batches.length;
    return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name.slice('all/metric/'.length), data as Float32Array]));
  }

  async save(): Promise<TrainerState> {
    const carried = await this.#session.readState();
    const state = Object.entries(carried).map(([name, { data }]) => [name.slice('first/state/'.length), data as Float32Array] as const);
    return { step: this.#taken, tensors: toNamedTensors(this.#step.plan, Object.fromEntries(state)) };
  }

  async load({ step, tensors }: TrainerState): Promise<void> {
    await this.write(fromNamedTensors(this.#step.plan, tensors));
    this.#taken = step;
  }

  async write(state: Readonly<Record<string, Float32Array>>): Promise<void> {
    const shapes = stateShapes(this.#step.plan);
    await this.#session.writeState(Object.fromEntries(Object.entries(state).map(([name, data]) => [`first/state/${name}`, float32(data, ...shapes[name]!)])));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session[Symbol.asyncDispose]();
  }

  /** The optimiser's scalars and the random numbers of the next steps. */
  #numbers(rates: readonly number[]): Record<string, Tensor> {
    const { optimizer, declared } = this.#step.plan;
    const first = this.#taken;
    const scalars = rates.map((rate, index) => optimizer.scalars(first + index + 1, rate));
    const drawn = rates.map((_, index) => drawNumbers(declared.draws, this.#seed, first + index));
    const draws = stackBatches(drawSignature(declared.draws), drawn.map((each) => ({ ...each })), 'all/draw/');
    return { 'all/scalars': float32(Float32Array.from(scalars.flat()), scalars.length, scalars[0]!.length), ...draws };
  }
}

function drawSignature(draws: Draws): Record<string, BatchSignature> {
  const kinds = Object.entries(draws) as [keyof Draws, number][];
  return Object.fromEntries(kinds.filter(([, count]) => count > 0).map(([kind, count]) => [kind, { dims: [count], type: kind === 'dropout' ? 'int32' : 'float32' }] as const));
}
