import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { encodeSafetensors } from '../../../runtime/safetensors/encode-safetensors.ts';
import type { StoredTensor } from '../../../runtime/safetensors/stored-tensor.ts';

/** Writes a folder as Hugging Face's libraries do, with weights that are the same here as in golden/decoders.py. */
export function writeTinyCheckpoint(folder: string, { config, shapes }: { readonly config: object; readonly shapes: object }): void {
  mkdirSync(folder, { recursive: true });
  const tensors = Object.fromEntries(Object.entries(shapes as Record<string, number[]>).map(([name, shape]) => [name, { dtype: 'F32', shape, data: tinyWeight(name, shape) } satisfies StoredTensor]));
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'model.safetensors'), encodeSafetensors(tensors));
}

/** Even numbers in ±2 / √(last axis), norms around 1: a hash of the name and the place. */
export function tinyWeight(name: string, shape: readonly number[]): Float32Array {
  const seed = crc32(name);
  const width = shape.at(-1) ?? 1;
  return Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, place) => {
    const even = (2 * hash((place ^ seed) >>> 0)) / 2 ** 32 - 1;
    if (name.includes('norm')) return 1 + 0.3 * even;
    return name.includes('conv') ? even : (2 * even) / Math.sqrt(width);
  });
}

function hash(number: number): number {
  let x = number;
  for (const factor of [0x7feb352d, 0x846ca68b]) x = Math.imul(x ^ (x >>> 16), factor) >>> 0;
  return (x ^ (x >>> 16)) >>> 0;
}
