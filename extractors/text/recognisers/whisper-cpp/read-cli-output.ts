import { z } from 'zod';
import type { Sentence } from '../../transcript.ts';
import { groupTokens, type Token } from './group-tokens.ts';

const offsetsSchema = z.object({ from: z.number(), to: z.number() });
const outputSchema = z.object({
  result: z.object({ language: z.string() }),
  transcription: z.array(
    z.object({
      offsets: offsetsSchema,
      text: z.string(),
      tokens: z.array(z.object({ text: z.string(), offsets: offsetsSchema.optional(), p: z.number() })).optional(),
    }),
  ),
});

/** What whisper-cli heard in one file. */
export interface CliOutput {
  /** Code of Whisper. */
  readonly language: string;
  /** Seconds of the file. */
  readonly sentences: readonly Sentence[];
}

/** `[_BEG_]`, `[_TT_50]`: marks of Whisper, not text. */
const MARK = /^\[_[A-Za-z0-9_]+\]$/;
const SHORTEST = 0.01; // Seconds: whisper.cpp counts in these

/**
 * Returns what whisper-cli wrote with `--output-json-full`. Text is read as bytes first: older versions cut characters at the borders of tokens, which is no JSON in UTF-8.
 *
 * @param duration of the file in seconds; what is said to come later is left out, Whisper fills short files up with silence
 * @throws SyntaxError or ZodError when it is something else
 */
export function readCliOutput(json: Uint8Array, duration: number): CliOutput {
  const text = Buffer.from(json).toString('latin1').replace(/[\0-\x1F]/g, ' '); // A line break inside of a string is no JSON either
  const { result, transcription } = outputSchema.parse(JSON.parse(text));
  const sentences = transcription.flatMap((segment) => {
    const sentence = toText(segment.text);
    const start = segment.offsets.from / 1000;
    const end = Math.min(duration, Math.max(segment.offsets.to / 1000, start + SHORTEST));
    if (sentence === '' || start >= end) return [];
    const words = groupTokens(segment.tokens?.flatMap((token) => toToken(token, { start, end })) ?? [], result.language);
    return [{ start, end, text: sentence, ...(words.length > 0 && { words }) }];
  });
  return { language: result.language, sentences };
}

function toText(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8').replaceAll('\uFFFD', '').replace(/\s+/g, ' ').trim();
}

function toToken({ text, offsets, p }: { text: string; offsets?: { from: number; to: number } | undefined; p: number }, { start, end }: { start: number; end: number }): Token[] {
  if (MARK.test(text) || offsets === undefined) return [];
  const within = (milliseconds: number) => Math.min(end, Math.max(start, milliseconds / 1000));
  return [{ bytes: Buffer.from(text, 'latin1'), start: within(offsets.from), end: within(offsets.to), probability: p }];
}
