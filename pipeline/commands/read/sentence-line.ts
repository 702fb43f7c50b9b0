/** A sentence of the input, or what is wrong with it. */
export type SentenceLine = { readonly line: number; readonly text: string } | { readonly line: number; readonly fault: string };

/** How sentences are laid down. */
export type SentenceFormat = 'txt' | 'csv' | 'tsv' | 'jsonl';

/** Every layout. */
export const SENTENCE_FORMATS = ['txt', 'csv', 'tsv', 'jsonl'] as const satisfies readonly SentenceFormat[];
