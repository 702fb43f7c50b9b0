import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { toFloats, WIDTHS } from './float-types.ts';
import { openShard, type Shard } from './open-shard.ts';
import { readShardIndex } from './read-shard-index.ts';
import { SafetensorsError } from './safetensors-error.ts';
import type { TensorEntry } from './read-header.ts';
import type { Weights, WeightTensor } from './weights.ts';

/** A tensor and the file it lies in. */
interface Place {
  readonly shard: Shard;
  readonly entry: TensorEntry;
}

/**
 * Resolves with the weights in a folder as Hugging Face's libraries write it: `model.safetensors`, or the files that `model.safetensors.index.json` names. No more
 * than headers is read before a tensor is.
 *
 * @throws SafetensorsError naming the file: NO_WEIGHTS, BAD_INDEX, MISSING_SHARD, MISSING_TENSOR when a file lacks what the index says it has, and as `openShard` does
 */
export async function openWeights(folder: string): Promise<Weights> {
  await using opened = new AsyncDisposableStack();
  const index = await readShardIndex(join(folder, 'model.safetensors.index.json'));
  const files = index === undefined ? ['model.safetensors'] : [...new Set(index.values())].sort();
  if (index === undefined) await refuseWithout(folder);
  const places = new Map<string, Place>();
  for (const file of files) {
    const shard = opened.use(await openNamed(join(folder, file)));
    for (const entry of shard.entries) if (index === undefined || index.get(entry.name) === file) places.set(entry.name, { shard, entry });
  }
  const missing = index?.entries().find(([name]) => !places.has(name));
  if (missing !== undefined) throw new SafetensorsError('MISSING_TENSOR', { path: join(folder, missing[1]), detail: `has no tensor "${missing[0]}", which the index says it has` });
  const shards = opened.move();
  return { folder, names: [...places.keys()], has: (name) => places.has(name), tensor: (name, shape) => toTensor(places.get(name), { folder, name, shape }), [Symbol.asyncDispose]: () => shards.disposeAsync() };
}

/** A file that the index names must be there. */
async function openNamed(path: string): Promise<Shard> {
  return openShard(path).catch((cause: unknown) => {
    if (!(cause instanceof SafetensorsError) || cause.code !== 'NOT_FOUND') throw cause;
    throw new SafetensorsError('MISSING_SHARD', { path, detail: 'is not there, and model.safetensors.index.json says that weights are in it', cause });
  });
}

async function refuseWithout(folder: string): Promise<void> {
  const isThere = (file: string) => access(join(folder, file)).then(() => true, () => false);
  if (await isThere('model.safetensors')) return;
  const others = await Promise.all(['pytorch_model.bin', 'pytorch_model.bin.index.json', 'tf_model.h5', 'flax_model.msgpack'].map(async (file) => ((await isThere(file)) ? [file] : [])));
  const other = others.flat()[0];
  throw new SafetensorsError('NO_WEIGHTS', { path: folder, detail: other === undefined ? 'has neither model.safetensors nor model.safetensors.index.json' : `has its weights in ${other}, which is not read here` });
}

function toTensor(place: Place | undefined, { folder, name, shape: wanted }: { folder: string; name: string; shape: readonly number[] | undefined }): WeightTensor {
  if (place === undefined) throw new SafetensorsError('MISSING_TENSOR', { path: folder, detail: `has no tensor "${name}"` });
  const { shard, entry: { dtype, shape, begin } } = place;
  const width = WIDTHS[dtype];
  if (width === undefined) throw new SafetensorsError('UNSUPPORTED', { path: shard.path, detail: `has the tensor "${name}" of type ${dtype}, and weights are read from ${Object.keys(WIDTHS).join(', ')}` });
  if (wanted !== undefined && wanted.join() !== shape.join()) throw new SafetensorsError('BAD_SHAPE', { path: shard.path, detail: `has the tensor "${name}" of shape [${shape.join(', ')}], and [${wanted.join(', ')}] is wanted` });
  const values = shape.reduce((product, size) => product * size, 1);
  return {
    name, dtype, shape,
    async read(from = 0, count = values - from) {
      if (from < 0 || count < 0 || from + count > values) throw new RangeError(`${name} has ${values} values, not ${count} from ${from} on`);
      return toFloats(dtype, (await shard.read(begin + from * width, begin + (from + count) * width)).buffer);
    },
  };
}
