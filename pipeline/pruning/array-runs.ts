import { openNpz } from '../../datasets/npz/open-npz.ts';
import type { CalibrationRun } from '../../plugins/block-influence/calibration-run.ts';
import { PruneError } from '../../plugins/block-influence/prune-error.ts';
import type { Port } from '../../runtime/runtime.ts';
import type { Tensor } from '../../runtime/tensor.ts';

/** An array for one input of a model. */
interface InputArray {
  readonly name: string;
  readonly type: Tensor['type'];
  /** Shape of the items of one run. */
  readonly dims: readonly number[];
  readonly values: Float64Array;
}

/** Name of the array that is 0 for tokens that do not count; a model may have it as an input too. */
const MASK = 'attention_mask';

/**
 * Resolves with runs of the arrays in a `.npz` file, one for each item along their first axis, or for as many as the model takes at once where that is fixed. `attention_mask` says which tokens count, whether the model has such an
 * input or not.
 *
 * @throws PruneError BAD_INPUTS when an input has no array, arrays have different numbers of items, or hold no numbers; DatasetError as `openNpz`
 */
export async function openArrayRuns(path: string, inputs: readonly Port[]): Promise<() => AsyncGenerator<CalibrationRun>> {
  const npz = await openNpz(path);
  const fail = (detail: string) => new PruneError('BAD_INPUTS', { path, detail });
  const lacking = inputs.find(({ name }) => !npz.names.includes(name));
  if (lacking !== undefined) throw fail(`it has no array "${lacking.name}", which the model takes; it has ${npz.names.join(', ')}`);
  const wanted: Pick<Port, 'name' | 'type'>[] = [...inputs, ...(npz.names.includes(MASK) && !inputs.some(({ name }) => name === MASK) ? [{ name: MASK, type: 'int64' as const }] : [])];
  const batch = inputs.map(({ dims }) => dims[0]).find((dim) => typeof dim === 'number') ?? 1;
  const arrays = await Promise.all(wanted.map(async ({ name, type }): Promise<InputArray & { readonly items: number }> => {
    const array = await npz.read(name);
    if (array.kind !== 'numbers' || array.shape.length === 0) throw fail(`the array "${name}" does not hold numbers of several items`);
    return { name, type, dims: [batch, ...array.shape.slice(1)], values: array.values, items: array.shape[0]! };
  }));
  const items = arrays[0]?.items ?? 0;
  const odd = arrays.find((array) => array.items !== items);
  if (odd !== undefined) throw fail(`the array "${odd.name}" has ${odd.items} items, and "${arrays[0]!.name}" has ${items}`);
  if (items % batch !== 0) throw fail(`its arrays have ${items} items, and the model takes ${batch} at once`);
  const fed = new Set(inputs.map(({ name }) => name));
  return async function* () {
    await Promise.resolve();
    for (let run = 0; run < items / batch; run++) {
      const tensors = arrays.map((array) => [array.name, toTensor(array, run)] as const);
      const mask = tensors.find(([name]) => name === MASK)?.[1].data;
      yield { feeds: Object.fromEntries(tensors.filter(([name]) => fed.has(name))), ...(mask !== undefined && { mask: Array.from(mask, Number) }) };
    }
  };
}

function toTensor({ type, dims, values }: InputArray, run: number): Tensor {
  const size = dims.reduce((product, dim) => product * dim, 1);
  const part = values.subarray(run * size, (run + 1) * size);
  if (type === 'int64') return { type, dims, data: BigInt64Array.from(part, (value) => BigInt(Math.trunc(value))) };
  if (type === 'int32') return { type, dims, data: Int32Array.from(part) };
  if (type === 'float32') return { type, dims, data: Float32Array.from(part) };
  return { type, dims, data: Uint8Array.from(part) };
}
