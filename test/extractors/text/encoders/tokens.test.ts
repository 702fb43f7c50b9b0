import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { openTokenizer, type TextTokenizer } from '../../../../extractors/text/encoders/open-tokenizer.ts';
import { readMetadata } from '../../../../runtime/onnx/read-metadata.ts';
import { tinyModel, type TinyEncoder } from './tiny-encoders.ts';

interface Recorded {
  readonly text: string;
  readonly ids: readonly number[];
  readonly special: readonly number[];
  readonly offsets: readonly (readonly [number, number])[];
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8')) as unknown;
const golden = read('tokens') as Readonly<Record<string, readonly Recorded[]>>;
const NAMES = Object.keys(golden);
const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });

const tokenizers: Record<string, TextTokenizer> = {};
beforeAll(async () => {
  for (const name of ['bert', 'roberta', 'xlmr', 'mpnet'] satisfies TinyEncoder[]) {
    const notes = await readMetadata(tinyModel(name).path);
    tokenizers[name] = openTokenizer(JSON.parse(notes['affekt.tokenizer']!) as object, JSON.parse(notes['affekt.tokenizer_config']!) as object);
  }
  for (const name of ['bert-cased', 'xlmr-new']) tokenizers[name] = openTokenizer(read(name) as object, {});
});

test('there are some fifty hostile sentences for six tokenisers', () => {
  expect(NAMES).toHaveLength(6);
  for (const rows of Object.values(golden)) expect(rows.length).toBeGreaterThan(50);
});

test.each(NAMES)('%s makes the tokens of the Rust library of hostile sentences', (name) => {
  for (const { text, ids } of golden[name]!) expect({ text, ids: tokenizers[name]!.tokenise(text, Infinity).ids }).toEqual({ text, ids });
});

test.each(NAMES)('%s marks the tokens that it adds itself, and not those that are written in the text', (name) => {
  for (const { text, special } of golden[name]!) expect({ text, special: [...tokenizers[name]!.tokenise(text, Infinity).special] }).toEqual({ text, special });
});

/** The whole characters in a span, without spaces around; nothing where it holds no more than a space. */
function toWhole(text: string, [start, end]: readonly [number, number]): string | undefined {
  const inside = text.slice(start, end);
  const from = start + inside.length - inside.replace(/^\p{White_Space}+/u, '').length;
  const to = end - inside.length + inside.replace(/\p{White_Space}+$/u, '').length;
  if (from >= to) return undefined;
  const pieces = [...clusters.segment(text)].filter(({ segment, index }) => index < to && index + segment.length > from);
  return `${pieces[0]!.index}–${pieces.at(-1)!.index + pieces.at(-1)!.segment.length}`;
}

test.each(NAMES)('%s tells where tokens are in hostile sentences as the Rust library does, by whole characters', (name) => {
  for (const { text, offsets } of golden[name]!) {
    const { tokens, offsets: given } = tokenizers[name]!.tokenise(text, Infinity);
    const wanted = offsets.map((span, i) => (tokens[i] === '▁' ? undefined : toWhole(text, span)));
    expect({ text, spans: wanted.map((span, i) => span && `${given[2 * i]!}–${given[2 * i + 1]!}`) }).toEqual({ text, spans: wanted });
  }
});

test.each(NAMES)('%s: places of tokens are in the text, end behind their starts and never go back', (name) => {
  for (const { text } of golden[name]!) {
    const { offsets } = tokenizers[name]!.tokenise(text, Infinity);
    for (let i = 0; i < offsets.length; i += 2) {
      expect(offsets[i + 1]!).toBeGreaterThanOrEqual(offsets[i]!);
      expect(offsets[i]!).toBeGreaterThanOrEqual(offsets[i - 2] ?? 0);
      expect(offsets[i + 1]!).toBeLessThanOrEqual(text.length);
    }
  }
});

test('a text that is too long keeps its first tokens and those around them', () => {
  const { ids, special, tokens, offsets, cut } = tokenizers.bert!.tokenise('我很好 '.repeat(20), 12);
  expect([ids.length, tokens.length, offsets.length, cut]).toEqual([12, 10, 20, 50]);
  expect([...special]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  expect(tokens.slice(0, 4)).toEqual(['我', '很', '好', '我']);
  expect([...offsets.slice(0, 8)]).toEqual([0, 1, 1, 2, 2, 3, 4, 5]);
});

test('tokens that cannot be followed through the text are empty, and those behind them are found again', () => {
  const odd = openTokenizer({ ...(read('bert-cased') as { readonly model: object }), normalizer: { type: 'Replace', pattern: { String: 'Hello' }, content: 'friend' } }, {});
  const { tokens, offsets } = odd.tokenise('Hello you', Infinity);
  expect(tokens.join(' ')).toBe('friend you');
  expect([...offsets.slice(-2)]).toEqual([6, 9]);
});

test('a tokeniser of another kind is refused', () => {
  expect(() => openTokenizer({ ...(read('bert-cased') as object), normalizer: { type: 'Nmt' } }, {})).toThrow(/Nmt/);
});
