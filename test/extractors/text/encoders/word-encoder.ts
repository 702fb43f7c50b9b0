import type { TextProvenance } from '../../../../extractors/text/encoders/text-provenance.ts';
import type { TokenEncoder } from '../../../../extractors/text/encoders/token-encoder.ts';

/** A token is two characters at most of a word, or a mark; its row is its number in the text, from 1, and its length. */
const TOKEN = /[\p{L}\p{N}]{1,2}|[^\p{L}\p{N}\s]/gu;
const provenance: TextProvenance = { encoder: 'words', checkpoint: 'none', sha256: 'e'.repeat(64), layers: 'last', longest: 12, specialTokens: 'left out' };

/** Returns an encoder whose rows tell which token they are of. It takes 10 tokens at once, and notes what it was given in `texts`. */
export function wordEncoder(texts: string[] = []): TokenEncoder {
  return {
    provenance,
    dimensions: 2,
    longest: 10,
    count: (text) => text.match(TOKEN)?.length ?? 0,
    encode(given) {
      texts.push(...given);
      return Promise.resolve(given.map((text) => {
        const found = [...text.matchAll(TOKEN)];
        const kept = found.slice(0, 10);
        const notes = found.length > 10 ? [`${found.length - 10} cut`] : [];
        const values = Float32Array.from(kept.flatMap(([token], i) => [i + 1, token.length]));
        return kept.length === 0 ? undefined : { tokens: kept.map(([token]) => token), offsets: Uint32Array.from(kept.flatMap(({ 0: token, index }) => [index, index + token.length])), values, dimensions: 2, provenance, notes };
      }));
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
