import { openCharsmap } from './precompiled-charsmap.ts';
import { TOKENIZERS, type Normalizer, type PackageTokenizer, type PreTokenizer } from './tokenizers-package.ts';

/** Of the Chinese characters outside the first plane, which the package takes for other letters. */
const RARE_HAN = /[\u{20000}-\u{2a6df}\u{2a700}-\u{2ebef}\u{2f800}-\u{2fa1f}]/gu;

/**
 * Mends in place what `@huggingface/tokenizers` 0.2.0 does otherwise than the Rust library that models were trained with: rare Chinese characters, final
 * sigma, the map of a SentencePiece model (it guesses one), and what counts as a space.
 */
export function mendTokenizer({ normalizer, pre_tokenizer: preTokenizer }: PackageTokenizer): void {
  if (normalizer !== null) mendNormalizer(normalizer);
  if (preTokenizer !== null) mendPreTokenizer(preTokenizer);
}

function mendNormalizer(normalizer: Normalizer): void {
  if (normalizer instanceof TOKENIZERS.SequenceNormalizer) normalizer.normalizers.forEach((part) => part && mendNormalizer(part));
  if (normalizer instanceof TOKENIZERS.BertNormalizer) mendBert(normalizer);
  if (normalizer instanceof TOKENIZERS.PrecompiledNormalizer && typeof normalizer.charsmap === 'string') normalizer.normalize = openCharsmap(normalizer.charsmap);
}

function mendBert(normalizer: InstanceType<typeof TOKENIZERS.BertNormalizer>): void {
  const { config } = normalizer;
  const original = normalizer.normalize.bind(normalizer);
  normalizer.normalize = (text) => {
    const spaced = config.handle_chinese_chars ? text.replace(RARE_HAN, ' $& ') : text;
    return original(config.lowercase ? spaced.replaceAll('Σ', 'σ') : spaced); // Others see letters one by one, where sigma has no end
  };
}

function mendPreTokenizer(preTokenizer: PreTokenizer): void {
  if (preTokenizer instanceof TOKENIZERS.SequencePreTokenizer) preTokenizer.tokenizers.forEach((part) => part && mendPreTokenizer(part));
  if (preTokenizer instanceof TOKENIZERS.WhitespaceSplitPreTokenizer) preTokenizer.pre_tokenize_text = (text) => text.match(/\P{White_Space}+/gu) ?? [];
}
