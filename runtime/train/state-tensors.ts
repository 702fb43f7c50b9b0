import { float32 } from '../tensor.ts';
import { initialise } from './initialise.ts';
import { memberValues, type Slab } from './slabs.ts';
import { stateShapes, type StepPlan } from './take-step.ts';
import type { TrainerState } from './trainer.ts';

type State = Record<string, Float32Array>;

/** Returns the state before the first step, by the names of `stateShapes`. */
export function firstState(plan: StepPlan, seed: number): State {
  const state = Object.fromEntries(Object.entries(stateShapes(plan)).map(([name, shape]) => [name, new Float32Array(sizeOf(shape))]));
  for (const slab of plan.slabs) {
    for (const { spec, offset } of slab.members) state[`parameter:${slab.name}`]!.set(initialise(spec, seed), offset);
  }
  for (const spec of plan.declared.running) state[`running:${spec.name}`]!.set(initialise(spec, seed));
  return state;
}

/** Returns the state with a tensor of its own for each parameter, under the parameter's name. */
export function toNamedTensors(plan: StepPlan, state: Readonly<State>): TrainerState['tensors'] {
  const named = places(plan).map(({ name, shape, slab, member }) => {
    const values = state[slab]!;
    return [name, float32((member === undefined ? values : memberValues(values, member)).slice(), ...shape)] as const;
  });
  return Object.fromEntries(named);
}

/**
 * Returns the state that `toNamedTensors` gave the tensors of.
 *
 * @throws RangeError naming the tensor that is missing, unknown or of another shape
 */
export function fromNamedTensors(plan: StepPlan, tensors: TrainerState['tensors']): State {
  const state = firstState(plan, 0);
  const known = places(plan);
  const unknown = Object.keys(tensors).find((name) => !known.some((place) => place.name === name));
  if (unknown !== undefined) throw new RangeError(`tensor ${unknown}: the model has none of that name. Use the state with the model it was saved from`);
  for (const { name, shape, slab, member } of known) {
    const tensor = tensors[name];
    if (tensor?.dims.join() !== shape.join()) throw new RangeError(`tensor ${name}: ${tensor === undefined ? 'it is missing' : `its shape is [${tensor.dims.join(', ')}], the model wants [${shape.join(', ')}]`}. Use the state with the model it was saved from`);
    state[slab]!.set(tensor.data, member?.offset ?? 0);
  }
  return state;
}

interface Place {
  readonly name: string;
  readonly shape: readonly number[];
  readonly slab: string;
  readonly member?: Slab['members'][number];
}

function places(plan: StepPlan): Place[] {
  const kinds = ['parameter', ...plan.optimizer.slots];
  const packed = plan.slabs.flatMap((slab) =>
    slab.members.flatMap((member) => kinds.map((kind): Place => ({ name: `${kind}:${member.spec.name}`, shape: member.spec.shape, slab: `${kind}:${slab.name}`, member }))),
  );
  const slabNames = new Set(packed.map(({ slab }) => slab));
  const single = Object.entries(stateShapes(plan)).filter(([name]) => !slabNames.has(name));
  return [...packed, ...single.map(([name, shape]): Place => ({ name, shape, slab: name }))];
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1);
}
