import { hashText, TEXT_DIMENSIONS, toWords } from '../../extractors/text/hash-text.ts';
import { toClipRows, type ClipRows } from './clip-rows.ts';

/** Seconds that a word is taken to last where nothing tells when it is said. */
const WORD = 0.3;

/** Returns one vector for the whole text, at time 0; nothing for a text without words. */
export function readTextVector(text: string | undefined): ClipRows | undefined {
  const values = text === undefined ? undefined : hashText(text);
  return values && toClipRows([{ time: 0, values }], TEXT_DIMENSIONS);
}

/** Returns one vector for each word with the one before it. Their times only say their order. */
export function readTextRows(text: string | undefined): ClipRows | undefined {
  const words = toWords(text ?? '');
  const rows = words.flatMap((word, index) => {
    const values = hashText(index === 0 ? word : `${words[index - 1]!} ${word}`);
    return values === undefined ? [] : [{ time: index * WORD, values }];
  });
  return toClipRows(rows, TEXT_DIMENSIONS);
}
