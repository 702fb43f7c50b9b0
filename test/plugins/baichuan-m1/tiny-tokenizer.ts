import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CHARACTERS = Array.from('{}[]":,Ġabcdefghijklmnopqrstuvwxyz0123456789-.?');
/** The token that ends a text; the vocabulary is of 48 tokens. */
export const END_ID = CHARACTERS.length;

/** Writes tokenizer files whose tokens are single characters, as bytes in the manner of GPT-2, and a chat template. */
export function writeTinyTokenizer(folder: string): void {
  const json = {
    version: '1.0',
    added_tokens: [{ id: END_ID, content: '</s>', special: true, single_word: false, lstrip: false, rstrip: false, normalized: false }],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: { type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null, fuse_unk: false, byte_fallback: false, vocab: Object.fromEntries(CHARACTERS.map((character, id) => [character, id])), merges: [] },
  };
  const config = { eos_token: '</s>', chat_template: '{% for m in messages %}{{ m.role }}: {{ m.content }}? {% endfor %}{% if add_generation_prompt %}assistant:{% endif %}' };
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(json));
  writeFileSync(join(folder, 'tokenizer_config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'generation_config.json'), JSON.stringify({ eos_token_id: [END_ID] }));
}
