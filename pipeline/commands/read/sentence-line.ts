/** A sentence of the input, or what is wrong with it. */
export type SentenceLine = { readonly line: number; readonly text: string } | { readonly line: number; readonly fault: string };
