import type { WhisperTokens } from './whisper-folder.ts';

/**
 * Sets to −∞ what may not come next in a text with times (Radford et al. 2022 and the program of its authors): times come in pairs, but for one at the start and one at the end, never go back,
 * and a time is said wherever all times together are more probable than any token of text.
 *
 * @param logits of all tokens, changed in place
 * @param said tokens since the prompt
 */
export function applyTimeRules(logits: Float32Array, said: readonly number[], tokens: WhisperTokens): void {
  const { times, end, latestStart } = tokens;
  const forbid = (from: number, beyond: number) => logits.fill(-Infinity, from, beyond);
  for (const id of tokens.suppressed) logits[id] = -Infinity;
  if (said.length === 0) for (const id of tokens.suppressedFirst) logits[id] = -Infinity;
  logits[tokens.noTimes] = -Infinity;
  const isTime = (id: number | undefined) => id !== undefined && id >= times;
  const [last, before] = [said.at(-1), said.at(-2)];
  if (isTime(last)) {
    if (said.length < 2 || isTime(before)) forbid(times, logits.length);
    else forbid(0, end);
  }
  const latest = said.findLast((id) => id >= times);
  if (latest !== undefined) forbid(times, isTime(last) && said.length >= 2 && !isTime(before) ? latest : latest + 1);
  if (said.length === 0) {
    forbid(0, times);
    forbid(times + latestStart + 1, logits.length);
  }
  if (logSumExp(logits.subarray(times)) > logits.subarray(0, times).reduce((a, b) => Math.max(a, b), -Infinity)) forbid(0, times);
}

function logSumExp(values: Float32Array): number {
  const top = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (top === -Infinity) return top;
  return top + Math.log(values.reduce((sum, value) => sum + Math.exp(value - top), 0));
}
