import { alignTokens, type TokenScript } from './align-tokens.ts';
import { mendTokenizer } from './mend-tokenizer.ts';
import { TOKENIZERS, type PackageTokenizer, type PreTokenizer } from './tokenizers-package.ts';

/** The tokens of a text, as a net takes them. */
export interface TokenisedText {
  /** Of all tokens, special ones included. */
  readonly ids: readonly number[];
  /** Shape `[ids.length]`: 1 where the tokeniser added a token of its own around the text. */
  readonly special: Uint8Array;
  /** Tokens of the text, as the tokeniser writes them: where `special` is 0. */
  readonly tokens: readonly string[];
  /** Shape `[tokens.length, 2]`: start and end in the text, in UTF-16 units. See `alignTokens`. */
  readonly offsets: Uint32Array;
  /** How many tokens were left out at the end. */
  readonly cut: number;
}

/** Cuts text into tokens, as the Rust library of the same name does. */
export interface TextTokenizer {
  /** Of the token that fills a batch up. */
  readonly padding: number;
  /** Returns at most `longest` tokens of a text, special ones included. */
  tokenise(text: string, longest: number): TokenisedText;
  /** Returns how many tokens a text has, without special ones. */
  count(text: string): number;
}

/**
 * Returns the tokeniser that two files of a checkpoint describe.
 *
 * @param json what is in `tokenizer.json`
 * @param config what is in `tokenizer_config.json`
 * @throws Error when the files are of a kind that the package does not know
 */
export function openTokenizer(json: object, config: object): TextTokenizer {
  const tokenizer = new TOKENIZERS.Tokenizer(json, config);
  mendTokenizer(tokenizer);
  const script = scriptOf(tokenizer, json);
  const { before, after } = specialsOf(tokenizer);
  const encode = (text: string) => tokenizer.encode(text, { add_special_tokens: false });
  return {
    padding: paddingOf(tokenizer, config),
    count: (text) => encode(text).ids.length,
    tokenise(text, longest) {
      const { ids: all, tokens } = encode(text);
      const kept = Math.min(all.length, longest - before.length - after.length);
      const ids = [...before, ...all.slice(0, kept), ...after];
      const special = Uint8Array.from(ids, (_, i) => (i < before.length || i >= before.length + kept ? 1 : 0));
      return { ids, special, tokens: tokens.slice(0, kept), offsets: alignTokens(text, tokens.slice(0, kept), script), cut: all.length - kept };
    },
  };
}

/** The ids that the tokeniser puts around a text, found by letting it wrap a token that is in no vocabulary. */
function specialsOf(tokenizer: PackageTokenizer): { readonly before: number[]; readonly after: number[] } {
  const text = '\0text\0';
  const around = tokenizer.post_processor?.post_process([text]).tokens ?? [text];
  const place = around.indexOf(text);
  const toId = (token: string) => tokenizer.token_to_id(token) ?? tokenizer.model.unk_token_id!;
  return { before: around.slice(0, place).map(toId), after: around.slice(place + 1).map(toId) };
}

function scriptOf(tokenizer: PackageTokenizer, json: object): TokenScript {
  const { model } = json as { readonly model?: { readonly type?: string; readonly unk_token?: string; readonly continuing_subword_prefix?: string } };
  const isWordPiece = model?.type === 'WordPiece';
  return {
    normalise: (text) => tokenizer.normalizer?.(text) ?? text,
    units: isByteLevel(tokenizer.pre_tokenizer) ? 'bytes' : 'characters',
    spaces: isWordPiece ? ' ' : ' ▁',
    continuation: isWordPiece ? (model.continuing_subword_prefix ?? '##') : undefined,
    unknown: isWordPiece ? model.unk_token : undefined,
    literals: new Set(Array.from(tokenizer.get_added_tokens_decoder().values(), ({ content }) => content)),
  };
}

function isByteLevel(preTokenizer: PreTokenizer | null): boolean {
  if (preTokenizer instanceof TOKENIZERS.SequencePreTokenizer) return preTokenizer.tokenizers.some((part) => part !== null && isByteLevel(part));
  return preTokenizer instanceof TOKENIZERS.ByteLevelPreTokenizer;
}

/** What fills up is masked, so that it only must be in the vocabulary. */
function paddingOf(tokenizer: PackageTokenizer, config: object): number {
  const { pad_token: named } = config as { readonly pad_token?: string | { readonly content?: string } };
  const token = typeof named === 'object' ? named.content : named;
  return (token === undefined ? undefined : tokenizer.token_to_id(token)) ?? 0;
}
