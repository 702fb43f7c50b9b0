import { ModelError } from '../../runtime/model-error.ts';
import type { Session } from '../../runtime/runtime.ts';
import type { Tensor } from '../../runtime/tensor.ts';

/** The items of one call and how to write one of them. */
export interface Items {
  /** Name of the net's input. */
  readonly input: string;
  readonly count: number;
  /** Shape of one item, without the batch dimension. */
  readonly shape: readonly number[];
  /** Writes item `index` into `data` from `offset` on: every place, since they may hold anything before. */
  fill(index: number, data: Float32Array, offset: number): void;
}

/** More at once only costs memory: 16 pictures of 640 × 384 are 47 MB. */
const BATCH = 16;

/**
 * Runs a net with one input over all items and resolves with the outputs of each by name, in order: in batches where the
 * graph's first dimension is free, one by one where it is 1.
 *
 * @throws ModelError when an output is no float tensor or does not divide by the number of items
 */
export async function runItems(session: Session, items: Items): Promise<Record<string, Float32Array>[]> {
  const fixed = session.inputs.find((port) => port.name === items.input)?.dims[0] === 1;
  const step = fixed ? 1 : BATCH;
  const runs: Promise<Record<string, Float32Array>[]>[] = [];
  for (let first = 0; first < items.count; first += step) {
    runs.push(runBatch(session, items, { first, count: Math.min(step, items.count - first) }));
  }
  return (await Promise.all(runs)).flat();
}

async function runBatch(session: Session, items: Items, { first, count }: { readonly first: number; readonly count: number }) {
  const length = items.shape.reduce((product, size) => product * size, 1);
  const data = session.floats(count * length);
  for (let index = 0; index < count; index++) items.fill(first + index, data, index * length);
  const outputs = await session.run({ [items.input]: { type: 'float32', dims: [count, ...items.shape], data } });
  return Array.from({ length: count }, (_, index) =>
    Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, part(tensor, { index, count, model: session.name, name })])));
}

function part(tensor: Tensor, { index, count, model, name }: { index: number; count: number; model: string; name: string }): Float32Array {
  if (tensor.type !== 'float32' || tensor.data.length % count !== 0) {
    const detail = `output "${name}" is ${tensor.type} of shape [${tensor.dims.join(', ')}] for ${count} items`;
    throw new ModelError('WRONG_OUTPUT', { model, detail });
  }
  const length = tensor.data.length / count;
  return tensor.data.subarray(index * length, (index + 1) * length);
}
