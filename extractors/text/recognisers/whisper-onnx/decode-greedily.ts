import { applyTimeRules } from './apply-time-rules.ts';
import type { Decoding } from './open-decoder.ts';
import type { WhisperTokens } from './whisper-folder.ts';

/** What a decoder said of one window. */
export interface Decoded {
  /** Text and times, without prompt and end. */
  readonly ids: readonly number[];
  /** Code of Whisper; absent for a net that knows English only. */
  readonly language?: string | undefined;
  /** Mean of the logarithms of the probabilities of what was said. */
  readonly meanLogProbability: number;
  /** How probable it is that nobody speaks, in [0, 1]. */
  readonly noSpeech: number;
}

/**
 * Resolves with what is most probable, token by token: the language where it is not given, then text with times.
 *
 * @param longest number of tokens after which it ends, prompt and all
 */
export async function decodeGreedily(decoding: Decoding, tokens: WhisperTokens, { language, longest, signal }: { readonly language?: string | undefined; readonly longest: number; readonly signal?: AbortSignal | undefined }): Promise<Decoded> {
  const first = await decoding.next([tokens.start]);
  const noSpeech = Math.exp(logProbability(first, tokens.noSpeech));
  const spoken = tokens.languages.size === 0 ? undefined : (language ?? mostProbable(first, tokens.languages));
  const prompt = spoken === undefined ? [] : [tokens.languages.get(spoken)!, tokens.transcribe!];
  let logits = prompt.length === 0 ? first : lastRow(await decoding.next(prompt), prompt.length);
  const ids: number[] = [];
  let sum = 0;
  while (ids.length + prompt.length + 1 < longest) {
    signal?.throwIfAborted();
    applyTimeRules(logits, ids, tokens);
    const id = logits.reduce((best, value, i) => (value > logits[best]! ? i : best), 0);
    sum += logProbability(logits, id);
    if (id === tokens.end) break;
    ids.push(id);
    logits = await decoding.next([id]);
  }
  return { ids, language: spoken, meanLogProbability: sum / (ids.length + 1), noSpeech };
}

function mostProbable(logits: Float32Array, languages: ReadonlyMap<string, number>): string {
  return [...languages].reduce((best, each) => (logits[each[1]]! > logits[best[1]]! ? each : best))[0];
}

function lastRow(logits: Float32Array, rows: number): Float32Array {
  return logits.slice((logits.length / rows) * (rows - 1));
}

function logProbability(logits: Float32Array, id: number): number {
  const top = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  return logits[id]! - top - Math.log(logits.reduce((sum, value) => sum + Math.exp(value - top), 0));
}
