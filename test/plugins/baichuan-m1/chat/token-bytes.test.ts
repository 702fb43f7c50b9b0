import { expect, test } from 'vitest';
import { tokenBytes } from '../../../../plugins/baichuan-m1/chat/token-bytes.ts';

const textOf = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();

test('tokens of GPT-2’s kind are bytes', () => {
  const bytes = tokenBytes({ pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'ByteLevel' }] }, model: { vocab: { Ġhé: 0, 'Ã©': 1, Ċ: 2, Ã: 3, '<end>': 4 } }, added_tokens: [{ id: 4, content: '<end>', special: true }, { id: 5, content: ' <tool> ', special: false }] }, 'x');
  expect([0, 1, 2, 4, 5].map((id) => textOf(bytes.get(id)))).toEqual([Buffer.from([32, 104, 233]).toString(), 'é', '\n', undefined, ' <tool> ']);
  expect(bytes.get(3)).toEqual(Uint8Array.of(0xc3));
});

test('tokens of SentencePiece are characters, or one byte', () => {
  const bytes = tokenBytes({ model: { vocab: [['<unk>', 0], ['▁joy', -1], ['<0xE4>', -2], ['情', -3]] }, added_tokens: [{ id: 0, content: '<unk>', special: true }] }, 'x');
  expect([0, 1, 3].map((id) => textOf(bytes.get(id)))).toEqual([undefined, ' joy', '情']);
  expect(bytes.get(2)).toEqual(Uint8Array.of(0xe4));
});

test('a tokeniser without vocabulary is refused', () => expect(() => tokenBytes({ model: {} }, 'x')).toThrow('x: its tokeniser has no vocabulary'));
