import { ModelError } from '../../runtime/model-error.ts';
import { float32, type Tensor } from '../../runtime/tensor.ts';
import type { DecoderFacts } from './decoder-facts.ts';

/** What a decoder keeps of the tokens it has seen: the inputs `past…` of its next call, by name. */
export type DecoderCache = Readonly<Record<string, Tensor>>;

/** Returns the cache of a decoder that has seen nothing. */
export function emptyCache({ layers, convolution }: DecoderFacts): DecoderCache {
  const states = layers.flatMap(({ kvHeads, headDim }, index) =>
    ['key', 'value'].flatMap((kind): [string, Tensor][] => [
      [`past.${index}.${kind}`, float32(new Float32Array(0), kvHeads, 0, headDim)],
      ...(convolution ? [[`past.${index}.last_${kind}`, float32(new Float32Array(kvHeads * headDim), 1, kvHeads, headDim)] as [string, Tensor]] : []),
    ]),
  );
  return { ...Object.fromEntries(states), past_segments: { type: 'int64', dims: [0], data: new BigInt64Array(0) } };
}

/** Returns the cache that the outputs of a call make, `present…` by `past…`. */
export function nextCache(cache: DecoderCache, outputs: Readonly<Record<string, Tensor>>, model: string): DecoderCache {
  return Object.fromEntries(Object.keys(cache).map((name) => {
    const output = outputs[name.replace('past', 'present')];
    if (output === undefined) throw new ModelError('WRONG_OUTPUT', { model, detail: `it does not give ${name.replace('past', 'present')}` });
    return [name, output];
  }));
}
