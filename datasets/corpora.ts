import type { Corpus } from './corpus.ts';

/** Every corpus that affekt knows, by the name that commands take. */
export const CORPORA: Readonly<Record<string, Corpus>> = {};
