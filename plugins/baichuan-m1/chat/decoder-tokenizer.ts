import { mendTokenizer } from '../../../extractors/text/encoders/mend-tokenizer.ts';
import { TOKENIZERS, type PackageTokenizer } from '../../../extractors/text/encoders/tokenizers-package.ts';
import { DecoderError } from '../decoder-error.ts';
import { tokenBytes } from './token-bytes.ts';

/** Turns text into the tokens of a decoder, and tokens into bytes. */
export interface DecoderTokenizer {
  /** Returns the tokens of a text, in which tokens that steer are recognised; with those that begin a text, unless it has them. */
  encode(text: string, options?: { readonly withStart?: boolean }): number[];
  /** UTF-8 of a token; nothing for one that steers. */
  readonly bytes: ReadonlyMap<number, Uint8Array>;
  /** Text of the token that is called so in `tokenizer_config.json`, such as `bos_token`. */
  named(name: string): string | undefined;
}

/**
 * Returns the tokeniser in the notes of a decoder's file.
 *
 * @param path named in errors
 * @throws DecoderError NO_TOKENIZER when there is none, or one of a kind that is not known
 */
export function openDecoderTokenizer(notes: Readonly<Record<string, string>>, path: string): DecoderTokenizer {
  const text = notes['affekt.tokenizer'];
  if (text === undefined) throw new DecoderError('NO_TOKENIZER', { thing: path, detail: 'it was built without a tokeniser' });
  const [json, config] = [JSON.parse(text) as object, JSON.parse(notes['affekt.tokenizer_config'] ?? '{}') as Readonly<Record<string, unknown>>];
  const tokenizer = open(json, config, path);
  const bytes = tokenBytes(json, path);
  return {
    bytes,
    encode(given, { withStart = true } = {}) {
      const ids = tokenizer.encode(given, { add_special_tokens: withStart }).ids;
      return withStart && ids.length > 1 && ids[0] === ids[1] && !bytes.has(ids[0]!) ? ids.slice(1) : ids; // A chat template has written it already
    },
    named(name) {
      const value = config[name];
      return typeof value === 'string' ? value : (value as { readonly content?: string } | null | undefined)?.content;
    },
  };
}

function open(json: object, config: object, path: string): PackageTokenizer {
  try {
    const tokenizer = new TOKENIZERS.Tokenizer(json, config);
    mendTokenizer(tokenizer);
    return tokenizer;
  } catch (cause) {
    throw new DecoderError('NO_TOKENIZER', { thing: path, detail: `its tokeniser is of a kind that is not known (${cause instanceof Error ? cause.message : String(cause)})`, cause });
  }
}
