import { basename, dirname, extname, join } from 'node:path';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { ModelError } from '../../runtime/model-error.ts';
import { readMetadata } from '../../runtime/onnx/read-metadata.ts';
import { runDecoder, type DecoderCall, type DecoderResult } from './run-decoder.ts';
import { emptyCache, type DecoderCache } from './decoder-cache.ts';
import { DecoderError } from './decoder-error.ts';
import { readDecoderFacts } from './read-decoder-facts.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { DecoderFacts } from './decoder-facts.ts';

/** How tokens are read. */
export interface ReadOptions {
  /** Number of the text that each token is of, `[tokens]`: texts one after another that do not see each other. Default: one text. */
  readonly segments?: ArrayLike<number> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A text that is read, or written, token by token. One call at a time. */
export interface Decoding {
  /** Tokens read so far. */
  readonly length: number;
  /** Reads tokens behind those of the calls before and resolves with the logits of what comes behind the last of them, `[vocabulary]`. */
  next(ids: ArrayLike<number>, options?: Pick<ReadOptions, 'signal'>): Promise<Float32Array>;
}

/** A decoder that `buildDecoder` made, open. Calls may be made several at a time; they run one after another. */
export interface Decoder extends AsyncDisposable {
  /** Short name of the file, for errors. */
  readonly name: string;
  readonly facts: DecoderFacts;
  /** The notes in the file: its tokeniser among them. */
  readonly notes: Readonly<Record<string, string>>;
  /** Resolves with the logits of what comes behind each token, shape `[ids.length, vocabulary]`. */
  logits(ids: ArrayLike<number>, options?: ReadOptions): Promise<Float32Array>;
  /** Resolves with hidden states, each `[ids.length, width]`, in the order of `facts.taps`. Throws `DecoderError` NO_STATES when it was built without. */
  states(ids: ArrayLike<number>, options?: ReadOptions): Promise<Float32Array[]>;
  /** Begins a text of its own. */
  begin(): Decoding;
}

/** Where the tokens of a call stand. */
interface Reading extends Pick<DecoderCall, 'segments' | 'positions' | 'rows'> {
  /** What was read before. Default: nothing. */
  readonly cache?: DecoderCache;
  readonly signal?: AbortSignal | undefined;
}

/** Tokens of one run: scores of attention grow with them, those of a whole transcript would not fit. */
const CHUNK = 256;

/**
 * Resolves with the decoder in an ONNX file, or in `model.onnx` of a folder. On a runtime of its own, which it closes, unless one is given.
 *
 * @throws DecoderError NOT_A_DECODER when it is missing, or `buildDecoder` did not make it; ModelError when it cannot be opened
 * @example
 * await using decoder = await openDecoder('m1');
 * const logits = await decoder.logits([5, 17, 3]); // [3, vocabulary]
 */
export async function openDecoder(path: string, { runtime }: { readonly runtime?: Runtime | undefined } = {}): Promise<Decoder> {
  const file = extname(path) === '.onnx' ? path : join(path, 'model.onnx');
  const notes = await readMetadata(file).catch((cause: unknown) => {
    throw new DecoderError('NOT_A_DECODER', { thing: file, detail: cause instanceof ModelError && cause.code === 'MISSING' ? 'it is not there' : 'it is no ONNX file', cause });
  });
  const facts = readDecoderFacts(notes, file);
  const name = basename(file) === 'model.onnx' ? basename(dirname(file)) : basename(file, '.onnx');
  await using opened = new AsyncDisposableStack();
  const session = opened.use(await (runtime ?? opened.use(await openRuntime({ device: 'auto', workers: 1 }))).open(file, { name }));
  const resources = opened.move();
  const net = { session, facts };

  /** Reads tokens in pieces, behind those of `cache`, and yields what each piece gives and where it lies. */
  async function* read(ids: ArrayLike<number>, { segments, positions, cache = emptyCache(facts), rows, signal }: Reading): AsyncGenerator<{ readonly from: number; readonly to: number; readonly outputs: DecoderResult }> {
    for (let from = 0; from < ids.length; from += CHUNK) {
      signal?.throwIfAborted();
      const to = Math.min(from + CHUNK, ids.length);
      const piece = Array.from({ length: to - from }, (_, i) => ids[from + i]!);
      const outputs = await runDecoder(net, { ids: piece, positions: positions.slice(from, to), segments: segments.slice(from, to), cache, rows });
      yield { from, to, outputs };
      ({ cache } = outputs);
    }
  }

  return {
    name, facts, notes,
    async logits(ids, { segments, signal } = {}) {
      const all = new Float32Array(ids.length * facts.vocabulary);
      for await (const { from, outputs } of read(ids, { ...placesOf(ids, segments), rows: 'all', signal })) all.set(outputs.logits, from * facts.vocabulary);
      return all;
    },
    async states(ids, { segments, signal } = {}) {
      if (facts.taps.length === 0) throw new DecoderError('NO_STATES', { thing: file, detail: 'it gives no hidden states' });
      const all = facts.taps.map(() => new Float32Array(ids.length * facts.width));
      for await (const { from, outputs } of read(ids, { ...placesOf(ids, segments), rows: 'last', signal })) outputs.states.forEach((state, i) => all[i]!.set(state, from * facts.width));
      return all;
    },
    begin() {
      let cache = emptyCache(facts);
      let length = 0;
      return {
        get length() {
          return length;
        },
        async next(ids, { signal } = {}) {
          let logits = new Float32Array(facts.vocabulary);
          const before = length;
          const [segments, positions] = [Array.from(ids, () => 0), Array.from(ids, (_, i) => before + i)];
          for await (const { to, outputs } of read(ids, { segments, positions, cache, rows: 'last', signal })) {
            ({ cache, logits } = outputs);
            length = before + to;
          }
          return logits;
        },
      };
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** The number of each token's text, counted by the borders, and its place in it. */
function placesOf(ids: ArrayLike<number>, given: ArrayLike<number> | undefined): { readonly segments: number[]; readonly positions: number[] } {
  if (given !== undefined && given.length !== ids.length) throw new RangeError(`segments: there are ${given.length} for ${ids.length} tokens. Give one for each.`);
  const [segments, positions]: [number[], number[]] = [[], []];
  for (let i = 0; i < ids.length; i++) {
    const isNew = i > 0 && given !== undefined && given[i] !== given[i - 1];
    segments.push((segments.at(-1) ?? 0) + (isNew ? 1 : 0));
    positions.push(isNew || i === 0 ? 0 : positions.at(-1)! + 1);
  }
  return { segments, positions };
}
