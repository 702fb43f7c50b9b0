import type { EncoderFacts } from '../../../plugins/build-encoder/encoder-facts.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import type { Tensor } from '../../../runtime/tensor.ts';
import { noise, type Golden } from './tiny-checkpoint.ts';

/** Resolves with what a built encoder makes of the input of its record, all outputs by name. Sentences go through it at once, filled up with padding. */
export async function runEncoder(runtime: Runtime, { path, facts }: { readonly path: string; readonly facts: EncoderFacts }, golden: Golden): Promise<Readonly<Record<string, Tensor>>> {
  await using session = await runtime.open(path, { name: 'tiny' });
  if (facts.kind === 'text') return await session.run(toFeeds(golden));
  const name = facts.kind === 'speech' ? facts.input : 'pixel_values';
  return await session.run({ [name]: { type: 'float32', dims: golden.input, data: noise('input', golden.input.reduce((product, size) => product * size, 1)) } });
}

/** Returns the hidden states of a record and those that a net gave, of the same rows in the same order. */
export function alignStates(golden: Golden, states: Tensor): { readonly expected: number[]; readonly given: number[] } {
  if (golden.sentences === undefined) return { expected: [...(golden.states as readonly number[])], given: Array.from(states.data, Number) };
  const [layers, batch, rows, width] = states.dims as [number, number, number, number];
  const given = golden.sentences.flatMap((ids, item) =>
    Array.from({ length: layers }, (_, layer) => Array.from(states.data.subarray(((layer * batch + item) * rows) * width, ((layer * batch + item) * rows + ids.length) * width) as Float32Array)).flat());
  return { expected: (golden.states as readonly (readonly number[])[]).flat(), given };
}

function toFeeds({ sentences = [], config }: Golden): Record<string, Tensor> {
  const rows = Math.max(...sentences.map(({ length }) => length));
  const ids = new BigInt64Array(sentences.length * rows).fill(BigInt((config.pad_token_id as number | null | undefined) ?? 0));
  const mask = new BigInt64Array(sentences.length * rows);
  sentences.forEach((sentence, item) => {
    ids.set(sentence.map(BigInt), item * rows);
    mask.fill(1n, item * rows, item * rows + sentence.length);
  });
  const dims = [sentences.length, rows];
  return { input_ids: { type: 'int64', dims, data: ids }, attention_mask: { type: 'int64', dims, data: mask } };
}

/** Returns the largest difference of two lists of numbers; infinite when they are of different length. */
export function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  return Array.from(a).reduce((largest, value, index) => Math.max(largest, Math.abs(value - b[index]!)), 0);
}
