import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeSafetensors } from '../../../runtime/safetensors/encode-safetensors.ts';
import type { StoredTensor } from '../../../runtime/safetensors/stored-tensor.ts';

/** What `golden/make_golden.py` recorded of a net. */
export interface Golden {
  readonly config: Readonly<Record<string, unknown>>;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  /** Of text: the tokens of sentences. */
  readonly sentences?: readonly (readonly number[])[];
  /** Of others: the shape of the input. */
  readonly input: readonly number[];
  /** All hidden states; of text those of each sentence. */
  readonly states: readonly number[] | readonly (readonly number[])[];
  readonly embedding?: readonly number[];
}

/** Resolves with the record of a net. */
export async function readGolden(name: string): Promise<Golden> {
  return JSON.parse(await readFile(join(import.meta.dirname, 'golden', `${name}.json`), 'utf8')) as Golden;
}

/** Uniform numbers in [−1, 1): Mulberry32 counted from the FNV-1a hash of a name. */
export function noise(name: string, count: number): Float32Array {
  let seed = 2166136261;
  for (const byte of Buffer.from(name)) seed = Math.imul(seed ^ byte, 16777619) >>> 0;
  return Float32Array.from({ length: count }, (_, i) => {
    const a = (seed + Math.imul(i + 1, 0x6d2b79f5)) | 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  });
}

const AROUND_ONE = /(norm|norm1|norm2|before|after|ln_1|ln_2|ln_f)\.weight$|lambda_?[12]$|original0$/i;

/** Returns the weights of a net, as `fill` in `golden/make_golden.py` makes them. */
export function tinyWeights(shapes: Golden['shapes']): Record<string, StoredTensor> {
  const tensor = ([name, shape]: [string, readonly number[]]): [string, StoredTensor] => {
    const around = AROUND_ONE.test(name) ? 1 : 0;
    return [name, { dtype: 'F32', shape, data: noise(name, shape.reduce((product, size) => product * size, 1)).map((value) => around + 0.3 * value) }];
  };
  return Object.fromEntries(Object.entries(shapes).map(tensor));
}

/** What `writeTiny` changes. */
export interface TinyChanges {
  /** Names of tensors. */
  readonly rename?: (tensor: string) => string;
  readonly config?: Readonly<Record<string, unknown>>;
  /** Tensors that are added, by shape. */
  readonly more?: Golden['shapes'];
  /** Tensors that are left out. */
  readonly without?: readonly string[];
}

/** Writes the checkpoint of a net into a new folder, with the files that go with it, and resolves with the record. */
export async function writeTiny(name: string, folder: string, { rename = (tensor) => tensor, config = {}, without = [], more = {} }: TinyChanges = {}): Promise<Golden> {
  const golden = await readGolden(name);
  const tensors = Object.entries(tinyWeights({ ...golden.shapes, ...more })).filter(([tensor]) => !without.includes(tensor));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'config.json'), JSON.stringify({ ...golden.config, ...config }));
  await writeFile(join(folder, 'model.safetensors'), encodeSafetensors(Object.fromEntries(tensors.map(([tensor, value]) => [rename(tensor), value]))));
  await writeFile(join(folder, 'preprocessor_config.json'), JSON.stringify({ do_normalize: true, image_mean: [0.5, 0.4, 0.3], image_std: [0.2, 0.25, 0.3] }));
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(TOKENIZER));
  return golden;
}

const WORDS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'i', 'am', 'so', 'happy', 'sad', '##der', 'and', 'you', 'it', 'is', 'fine', '.'];

/** A tokeniser of a few words, as BERT's. */
const TOKENIZER = {
  version: '1.0',
  added_tokens: [0, 1, 2, 3].map((id) => ({ id, content: WORDS[id], special: true, single_word: false, lstrip: false, rstrip: false, normalized: false })),
  normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '[SEP]', type_id: 0 } }],
    pair: [],
    special_tokens: { '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] }, '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] } },
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab: Object.fromEntries(WORDS.map((word, id) => [word, id])) },
};
