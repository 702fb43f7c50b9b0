import { z } from 'zod';
import { DecoderError } from '../decoder-error.ts';

const tokenizerSchema = z.object({
  model: z.object({ vocab: z.union([z.record(z.string(), z.int()), z.array(z.tuple([z.string(), z.number()]))]) }),
  added_tokens: z.array(z.object({ id: z.int().nonnegative(), content: z.string(), special: z.boolean() })).default([]),
  pre_tokenizer: z.unknown().optional(),
  decoder: z.unknown().optional(),
});

const encoder = new TextEncoder();
const BYTE = /^<0x([0-9A-F]{2})>$/;

/**
 * Returns the bytes of UTF-8 that each token of a vocabulary stands for, by id; those that steer, such as the end of a text, stand for none. A character may be in several tokens.
 *
 * @param json what is in `tokenizer.json`: a vocabulary in bytes (GPT-2) or in characters with `▁` for spaces (SentencePiece)
 * @param path named in errors
 * @throws DecoderError NO_TOKENIZER when it is of another form
 */
export function tokenBytes(json: unknown, path: string): ReadonlyMap<number, Uint8Array> {
  const parsed = tokenizerSchema.safeParse(json);
  if (!parsed.success) throw new DecoderError('NO_TOKENIZER', { thing: path, detail: 'its tokeniser has no vocabulary of texts and numbers' });
  const { model: { vocab }, added_tokens: added, ...parts } = parsed.data;
  const entries = Array.isArray(vocab) ? vocab.map(([text], id) => [text, id] as const) : Object.entries(vocab);
  const toBytes = JSON.stringify([parts.pre_tokenizer, parts.decoder]).includes('"type":"ByteLevel"') ? fromByteLevel() : fromPieces;
  const bytes = new Map(entries.map(([text, id]) => [id, toBytes(text)]));
  for (const { id, content, special } of added) {
    if (special) bytes.delete(id);
    else bytes.set(id, encoder.encode(content));
  }
  return bytes;
}

function fromPieces(text: string): Uint8Array {
  const byte = BYTE.exec(text)?.[1];
  return byte === undefined ? encoder.encode(text.replaceAll('▁', ' ')) : Uint8Array.of(Number.parseInt(byte, 16));
}

/** GPT-2 writes each byte as one printable character: itself where it is printable, else one from 256 on. */
function fromByteLevel(): (text: string) => Uint8Array {
  const bytes = new Map<string, number>();
  let next = 256;
  for (let byte = 0; byte < 256; byte++) {
    const isPrintable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    bytes.set(String.fromCharCode(isPrintable ? byte : next++), byte);
  }
  return (text) => (Array.from(text).every((character) => bytes.has(character)) ? Uint8Array.from(text, (character) => bytes.get(character)!) : encoder.encode(text));
}
