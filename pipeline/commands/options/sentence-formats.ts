/** How sentences are laid down. */
export type SentenceFormat = 'txt' | 'csv' | 'tsv' | 'jsonl';

/** Every layout. */
export const SENTENCE_FORMATS = ['txt', 'csv', 'tsv', 'jsonl'] as const satisfies readonly SentenceFormat[];
