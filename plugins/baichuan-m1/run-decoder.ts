import { ModelError } from '../../runtime/model-error.ts';
import { nextCache, type DecoderCache } from './decoder-cache.ts';
import { DecoderError } from './decoder-error.ts';
import type { Session } from '../../runtime/runtime.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import type { DecoderFacts } from './decoder-facts.ts';

/** Tokens behind those of a cache. The cache is handed over: it must not be used again. */
export interface DecoderCall {
  readonly ids: readonly number[];
  readonly positions: readonly number[];
  readonly segments: readonly number[];
  readonly cache: DecoderCache;
  /** Of which tokens logits are wanted. */
  readonly rows: 'all' | 'last';
}

/** What a call gives. */
export interface DecoderResult {
  /** Shape `[rows, vocabulary]`. */
  readonly logits: Float32Array<ArrayBuffer>;
  /** Each `[tokens, width]`, in the order of the taps. */
  readonly states: readonly Float32Array[];
  readonly cache: DecoderCache;
}

/**
 * Resolves with what the net makes of some tokens, at least one.
 *
 * @throws DecoderError BAD_TOKEN when an id is not in the vocabulary; ModelError as `Session.run`
 */
export async function runDecoder({ session, facts }: { readonly session: Session; readonly facts: DecoderFacts }, { ids, positions, segments, cache, rows }: DecoderCall): Promise<DecoderResult> {
  const wrong = ids.find((id) => !Number.isInteger(id) || id < 0 || id >= facts.vocabulary);
  if (wrong !== undefined) throw new DecoderError('BAD_TOKEN', { thing: session.name, detail: `${wrong} is no token, they go from 0 to ${facts.vocabulary - 1}` });
  const wanted = rows === 'all' ? ids.map((_, i) => i) : [ids.length - 1];
  const outputs = await session.run({ input_ids: toInts(ids), positions: toInts(positions), segments: toInts(segments), logit_rows: toInts(wanted), ...cache });
  const floats = (name: string) => readFloats(outputs, name, session.name);
  return { logits: floats('logits'), states: facts.taps.map((tap) => floats(`hidden.${tap}`)), cache: nextCache(cache, outputs, session.name) };
}

function toInts(values: readonly number[]): Tensor {
  return { type: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) };
}

function readFloats(outputs: Readonly<Record<string, Tensor>>, name: string, model: string): Float32Array<ArrayBuffer> {
  const output = outputs[name];
  if (output?.type !== 'float32') throw new ModelError('WRONG_OUTPUT', { model, detail: `it does not give float32 \`${name}\`` });
  return output.data as Float32Array<ArrayBuffer>; // It came by transfer
}
