import { z } from 'zod';

const OPTIONS = z.looseObject({ do_lower_case: z.boolean().default(true), strip_accents: z.boolean().nullable().default(null), tokenize_chinese_chars: z.boolean().default(true) });
const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'] as const;

/**
 * Returns what `tokenizer.json` of BERT's tokeniser would hold, from a list of its tokens, one a line; nothing when the list lacks BERT's special tokens.
 *
 * @param list what is in `vocab.txt`
 * @param config what is in `tokenizer_config.json`
 */
export function toWordpieceTokenizer(list: string, config: object): object | undefined {
  const { do_lower_case: lowercase, strip_accents: stripAccents, tokenize_chinese_chars: splitsChinese } = OPTIONS.parse(config);
  const tokens = list.replace(/\r?\n$/, '').split(/\r?\n/);
  const vocab = Object.fromEntries(tokens.map((token, id) => [token, id]));
  if (SPECIAL.some((token) => !Object.hasOwn(vocab, token))) return undefined;
  const place = (token: string, type: number) => ({ SpecialToken: { id: token, type_id: type } });
  const text = (id: 'A' | 'B', type: number) => ({ Sequence: { id, type_id: type } });
  const known = (token: string) => ({ id: token, ids: [vocab[token]], tokens: [token] });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map((content) => ({ id: vocab[content], content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: splitsChinese, strip_accents: stripAccents, lowercase },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [place('[CLS]', 0), text('A', 0), place('[SEP]', 0)],
      pair: [place('[CLS]', 0), text('A', 0), place('[SEP]', 0), text('B', 1), place('[SEP]', 1)],
      special_tokens: { '[CLS]': known('[CLS]'), '[SEP]': known('[SEP]') },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab },
  };
}
