import { join } from 'node:path';
import { toFloats, WIDTHS } from '../safetensors/float-types.ts';
import { readShardIndex } from '../safetensors/read-shard-index.ts';
import { SafetensorsError } from '../safetensors/safetensors-error.ts';
import type { Weights, WeightTensor } from '../safetensors/weights.ts';
import { openZip, type Zip } from './open-zip.ts';
import { readTorchPickle } from './read-torch-pickle.ts';
import type { TorchTensor } from './torch-items.ts';

/** A tensor and the archive that it lies in. */
interface Place {
  readonly zip: Zip;
  /** Of all names in the archive. */
  readonly prefix: string;
  readonly tensor: TorchTensor;
}

/**
 * Resolves with the weights that `torch.save` wrote into a folder: `pytorch_model.bin`, or the files that `pytorch_model.bin.index.json` names. Nothing in them is run. No more than names and places is read before a tensor is.
 *
 * @param only the one file with the weights, where it has another name
 * @throws SafetensorsError naming the file: BAD_TORCH when it cannot be read, NOT_FOUND, BAD_INDEX
 */
export async function openTorchWeights(folder: string, only?: string): Promise<Weights> {
  await using opened = new AsyncDisposableStack();
  const files = only === undefined ? await filesOf(folder) : [only];
  const places = new Map<string, Place>();
  for (const file of files) {
    const zip = opened.use(await openZip(join(folder, file)));
    const pickle = zip.names.find((name) => name.endsWith('/data.pkl'));
    if (pickle === undefined) throw new SafetensorsError('BAD_TORCH', { path: zip.path, detail: 'has no data.pkl' });
    const prefix = pickle.slice(0, -'data.pkl'.length);
    for (const [name, tensor] of readTorchPickle(await zip.read(pickle), zip.path)) places.set(name, { zip, prefix, tensor });
  }
  const zips = opened.move();
  return { folder, names: [...places.keys()], has: (name) => places.has(name), tensor: (name, shape) => toTensor(places.get(name), { folder, name, shape }), [Symbol.asyncDispose]: () => zips.disposeAsync() };
}

async function filesOf(folder: string): Promise<string[]> {
  const index = await readShardIndex(join(folder, 'pytorch_model.bin.index.json'), '.bin');
  return index === undefined ? ['pytorch_model.bin'] : [...new Set(index.values())].sort();
}

function toTensor(place: Place | undefined, { folder, name, shape: wanted }: { readonly folder: string; readonly name: string; readonly shape: readonly number[] | undefined }): WeightTensor {
  if (place === undefined) throw new SafetensorsError('MISSING_TENSOR', { path: folder, detail: `has no tensor "${name}"` });
  const { zip, prefix, tensor: { dtype, shape, strides, offset, storage } } = place;
  const width = WIDTHS[dtype];
  if (width === undefined) throw new SafetensorsError('UNSUPPORTED', { path: zip.path, detail: `has the tensor "${name}" of type ${dtype}, and weights are floats` });
  if (wanted !== undefined && wanted.join() !== shape.join()) throw new SafetensorsError('BAD_SHAPE', { path: zip.path, detail: `has the tensor "${name}" of shape [${shape.join(', ')}], and [${wanted.join(', ')}] is wanted` });
  if (!isRowMajor(shape, strides)) throw new SafetensorsError('BAD_TORCH', { path: zip.path, detail: `has the values of "${name}" out of order` });
  const values = shape.reduce((product, size) => product * size, 1);
  return {
    name, dtype, shape,
    async read(from = 0, count = values - from) {
      if (from < 0 || count < 0 || from + count > values) throw new RangeError(`${name} has ${values} values, not ${count} from ${from} on`);
      const bytes = await zip.read(`${prefix}data/${storage}`, (offset + from) * width, (offset + from + count) * width);
      return toFloats(dtype, bytes.buffer);
    },
  };
}

function isRowMajor(shape: readonly number[], strides: readonly number[]): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis]! > 1 && strides[axis] !== step) return false;
    step *= shape[axis]!;
  }
  return true;
}
