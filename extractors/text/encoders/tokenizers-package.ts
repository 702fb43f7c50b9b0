import * as tokenizers from '@huggingface/tokenizers';

/** Makes text alike before it is cut. */
export interface Normalizer {
  (text: string): string;
  normalize: (text: string) => string;
}

/** Cuts text into words. */
export interface PreTokenizer {
  pre_tokenize_text: (text: string) => string[];
}

/** A tokeniser of the package. */
export interface PackageTokenizer {
  readonly normalizer: Normalizer | null;
  readonly pre_tokenizer: PreTokenizer | null;
  readonly model: { readonly unk_token_id?: number };
  readonly post_processor: { post_process(tokens: string[]): { readonly tokens: string[] } } | null;
  encode(text: string, options: { readonly add_special_tokens: boolean }): { readonly ids: number[]; readonly tokens: string[] };
  token_to_id(token: string): number | undefined;
  get_added_tokens_decoder(): ReadonlyMap<number, { readonly content: string }>;
}

interface Classes {
  readonly Tokenizer: new (json: object, config: object) => PackageTokenizer;
  readonly SequenceNormalizer: new (config: object) => Normalizer & { readonly normalizers: readonly (Normalizer | null)[] };
  readonly BertNormalizer: new (config: object) => Normalizer & { readonly config: { readonly lowercase?: boolean; readonly handle_chinese_chars?: boolean } };
  readonly PrecompiledNormalizer: new (config: object) => Normalizer & { readonly charsmap: unknown };
  readonly SequencePreTokenizer: new (config: object) => PreTokenizer & { readonly tokenizers: readonly (PreTokenizer | null)[] };
  readonly WhitespaceSplitPreTokenizer: new (config: object) => PreTokenizer;
  readonly ByteLevelPreTokenizer: new (config: object) => PreTokenizer;
}

/** Classes of `@huggingface/tokenizers`, with the members that are used here: its own types name files in a way that Node's resolution does not find. */
export const TOKENIZERS = tokenizers as unknown as Classes;
