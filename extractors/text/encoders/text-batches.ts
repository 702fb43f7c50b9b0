import type { Tensor } from '../../../runtime/tensor.ts';
import type { TokenisedText } from './open-tokenizer.ts';

/** Tokens of one run, padding included: all states of them are held at once. */
const BATCH_TOKENS = 2048;

/** A text of many, and which. */
export interface PlacedText {
  readonly place: number;
  readonly text: TokenisedText;
}

/** Returns texts in batches for one run each, those of like length together; texts without tokens are left out. */
export function toTextBatches(texts: readonly TokenisedText[]): PlacedText[][] {
  const batches: PlacedText[][] = [];
  const placed = texts.map((text, place) => ({ place, text })).filter(({ text }) => text.tokens.length > 0);
  for (const each of placed.sort((a, b) => a.text.ids.length - b.text.ids.length)) {
    const batch = batches.at(-1);
    if (batch !== undefined && (batch.length + 1) * each.text.ids.length <= BATCH_TOKENS) batch.push(each);
    else batches.push([each]);
  }
  return batches;
}

/** Returns what a net is given for some texts at once, filled up on the right to the longest; the mask is 0 there. */
export function toTextFeeds(texts: readonly TokenisedText[], padding: number): Record<string, Tensor> {
  const rows = Math.max(...texts.map((text) => text.ids.length));
  const ids = new BigInt64Array(texts.length * rows).fill(BigInt(padding));
  const mask = new BigInt64Array(texts.length * rows);
  texts.forEach((text, item) => {
    ids.set(text.ids.map(BigInt), item * rows);
    mask.fill(1n, item * rows, item * rows + text.ids.length);
  });
  const dims = [texts.length, rows];
  return { input_ids: { type: 'int64', dims, data: ids }, attention_mask: { type: 'int64', dims, data: mask } };
}
