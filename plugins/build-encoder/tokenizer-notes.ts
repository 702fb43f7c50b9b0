import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { openTokenizer } from '../../extractors/text/encoders/open-tokenizer.ts';
import { EncoderBuildError } from './encoder-build-error.ts';
import { toWordpieceTokenizer } from './to-wordpiece-tokenizer.ts';

const TOKENIZER = z.looseObject({
  model: z.looseObject({ vocab: z.union([z.record(z.string(), z.number()), z.array(z.unknown())]) }),
  added_tokens: z.array(z.looseObject({ id: z.number(), content: z.string() })).default([]),
});
type Tokenizer = z.infer<typeof TOKENIZER>;

/**
 * Resolves with the notes that an encoder of text needs: its tokeniser. There are no probes among them, for nothing else has made tokens of the same sentences.
 *
 * @throws EncoderBuildError NO_TOKENIZER when tokenizer.json and BERT's vocab.txt are missing, it is of a kind that is not known, or of another vocabulary than the net
 */
export async function tokenizerNotes(folder: string, { vocabulary, padding }: { readonly vocabulary: number; readonly padding: number | undefined }): Promise<Record<string, string>> {
  const path = join(folder, 'tokenizer.json');
  const config = await readConfig(join(folder, 'tokenizer_config.json'));
  const tokenizer = await readTokenizer(path, config);
  const largest = largestToken(tokenizer);
  if (largest >= vocabulary) throw new EncoderBuildError('NO_TOKENIZER', { path, detail: `has a token ${largest}, and the net has tokens up to ${vocabulary - 1}: they do not belong together` });
  const named = tokenizer.added_tokens.find(({ id }) => id === padding)?.content;
  const json = { ...tokenizer, truncation: null, padding: null };
  const known = { ...(named !== undefined && { pad_token: named }), ...config };
  tryOut(path, json, known);
  return { 'affekt.tokenizer': JSON.stringify(json), 'affekt.tokenizer_config': JSON.stringify(known), 'affekt.probes': '[]' };
}

/** A checkpoint with a list of words in place of the file has BERT's tokeniser. */
async function readTokenizer(path: string, config: object): Promise<Tokenizer> {
  const text = await readFile(path, 'utf8').catch(async (cause: unknown) => {
    const words = await readFile(join(dirname(path), 'vocab.txt'), 'utf8').catch(() => ''); // Told of below
    const made = toWordpieceTokenizer(words, config);
    if (made !== undefined) return JSON.stringify(made);
    throw new EncoderBuildError('NO_TOKENIZER', { path, detail: 'cannot be read', cause });
  });
  try {
    return TOKENIZER.parse(JSON.parse(text));
  } catch (cause) {
    throw new EncoderBuildError('NO_TOKENIZER', { path, detail: 'is not a tokeniser of the Tokenizers library', cause });
  }
}

/** Without the file the tokeniser is whole all the same. */
async function readConfig(path: string): Promise<Record<string, unknown>> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch (cause) {
    throw new EncoderBuildError('NO_TOKENIZER', { path, detail: 'is not JSON', cause });
  }
}

function largestToken({ model: { vocab }, added_tokens: added }: Tokenizer): number {
  const ids = Array.isArray(vocab) ? [vocab.length - 1] : Object.values(vocab);
  return [...ids, ...added.map(({ id }) => id)].reduce((largest, id) => Math.max(largest, id), 0);
}

function tryOut(path: string, json: object, config: object): void {
  try {
    openTokenizer(json, config).tokenise('happy', 8);
  } catch (cause) {
    throw new EncoderBuildError('NO_TOKENIZER', { path, detail: `is of a kind that is not known (${cause instanceof Error ? cause.message : String(cause)})`, cause });
  }
}
