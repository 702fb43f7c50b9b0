import { access } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import type { HiddenLayers } from '../../extractors/encoders/hidden-layers.ts';
import { digestFile } from '../../extractors/models/store/digest.ts';
import type { EncodedText } from '../../extractors/text/encoders/encoded-text.ts';
import { openTokenizer, type TextTokenizer, type TokenisedText } from '../../extractors/text/encoders/open-tokenizer.ts';
import type { TextProvenance } from '../../extractors/text/encoders/text-provenance.ts';
import type { TokenEncoder } from '../../extractors/text/encoders/token-encoder.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { DecoderError } from './decoder-error.ts';
import type { DecoderFacts } from './decoder-facts.ts';
import { openDecoder, type Decoder } from './open-decoder.ts';

/** Hidden states that a choice of layers sums, for a decoder of so many layers. */
const SUMMED = { last: 1, 'last-four-sum': 4 } as const satisfies Record<HiddenLayers, number>;

/** Returns the choices of layers for which a decoder gives all hidden states. */
export function lexicalLayers(facts: DecoderFacts): readonly HiddenLayers[] {
  return (Object.keys(SUMMED) as HiddenLayers[]).filter((layers) => statesOf(facts, layers).every((state) => facts.taps.includes(state)));
}

/**
 * Resolves with the decoder in an ONNX file as an encoder of words: a row for each token, what the net knows when it has read it. It is the last hidden state, after the last norm, or the sum of the
 * last four.
 *
 * @throws DecoderError NO_STATES when it was built without these hidden states, NO_TOKENIZER without a tokeniser; as `openDecoder`
 */
export async function openLexicalEncoder(path: string, { layers, runtime }: { readonly layers: HiddenLayers; readonly runtime: Runtime }): Promise<TokenEncoder> {
  await using opened = new AsyncDisposableStack();
  const decoder = opened.use(await openDecoder(path, { runtime }));
  const { facts, notes, name } = decoder;
  if (!lexicalLayers(facts).includes(layers)) throw new DecoderError('NO_STATES', { thing: path, detail: `it does not give the hidden states that \`${layers}\` is made of` });
  const tokenizer = readTokenizer(notes, path);
  const provenance: TextProvenance = { encoder: name, checkpoint: facts.family, sha256: await digestBoth(path), layers, longest: facts.longest, specialTokens: 'left out' };
  const around = tokenizer.tokenise('', facts.longest).ids.length;
  const resources = opened.move();
  return {
    provenance,
    dimensions: facts.width,
    longest: facts.longest - around,
    count: (text) => tokenizer.count(text),
    async encode(texts, signal) {
      const encoded: (EncodedText | undefined)[] = [];
      for (const text of texts) encoded.push(await encodeText(decoder, tokenizer.tokenise(text, facts.longest), { provenance, signal }));
      return encoded;
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

async function encodeText(decoder: Decoder, { ids, special, tokens, offsets, cut }: TokenisedText, { provenance, signal }: { readonly provenance: TextProvenance; readonly signal: AbortSignal | undefined }): Promise<EncodedText | undefined> {
  if (tokens.length === 0) return undefined;
  const { facts } = decoder;
  const { width: dimensions } = facts;
  const states = await decoder.states(ids, { signal });
  const summed = statesOf(facts, provenance.layers).map((state) => states[facts.taps.indexOf(state)]!);
  const from = special.indexOf(0) * dimensions;
  const values = new Float32Array(tokens.length * dimensions);
  for (const state of summed) for (let i = 0; i < values.length; i++) values[i]! += state[from + i]!;
  const notes = cut === 0 ? [] : [`The last ${cut} of ${cut + tokens.length} tokens were left out: the net takes ${facts.longest} with those around them.`];
  return { tokens, offsets, values, dimensions, provenance, notes };
}

function statesOf({ layers: { length } }: DecoderFacts, layers: HiddenLayers): number[] {
  return Array.from({ length: SUMMED[layers] }, (_, i) => length - i).filter((state) => state >= 0);
}

function readTokenizer(notes: Readonly<Record<string, string>>, path: string): TextTokenizer {
  const text = notes['affekt.tokenizer'];
  if (text === undefined) throw new DecoderError('NO_TOKENIZER', { thing: path, detail: 'it was built without a tokeniser' });
  try {
    return openTokenizer(JSON.parse(text) as object, JSON.parse(notes['affekt.tokenizer_config'] ?? '{}') as object);
  } catch (cause) {
    throw new DecoderError('NO_TOKENIZER', { thing: path, detail: `its tokeniser is of a kind that is not known (${cause instanceof Error ? cause.message : String(cause)})`, cause });
  }
}

/** Of the file and of the weights beside it. */
async function digestBoth(path: string): Promise<string> {
  const beside = await access(`${path}.data`).then(() => true, () => false);
  const digests = await Promise.all([path, ...(beside ? [`${path}.data`] : [])].map(async (file) => (await digestFile(file)).sha256));
  return digests.length === 1 ? digests[0]! : createHash('sha256').update(digests.join()).digest('hex');
}
