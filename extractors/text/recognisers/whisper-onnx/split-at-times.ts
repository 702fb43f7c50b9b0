import type { Sentence } from '../../transcript.ts';
import type { WhisperFolder } from './whisper-folder.ts';

/** Seconds of a step of Whisper’s times. */
const STEP = 0.02;

/** Sentences of a window, and where the next one begins. */
export interface WindowText {
  /** Seconds of the window. */
  readonly sentences: readonly Sentence[];
  /** Seconds from which the sound was not understood yet: where the last two tokens are times, another sentence was to begin there. */
  readonly end: number;
}

/**
 * Returns the sentences that tokens of text and times make up. A sentence ends where two times follow each other; one without a time at its end ends with the window.
 *
 * @param duration of the sound in the window, in seconds; what is said to come later is left out
 */
export function splitAtTimes(ids: readonly number[], duration: number, { tokens, texts }: Pick<WhisperFolder, 'tokens' | 'texts'>): WindowText {
  const timeOf = (id: number) => (id - tokens.times) * STEP;
  const sentences: Sentence[] = [];
  let [start, bytes]: [number, Uint8Array[]] = [0, []];
  const close = (end: number) => {
    const text = Buffer.concat(bytes).toString('utf8').replaceAll('\uFFFD', '').replace(/\s+/g, ' ').trim();
    bytes = [];
    if (text !== '' && start < duration) sentences.push({ start, end: Math.min(duration, Math.max(end, start + STEP)), text });
  };
  for (const id of ids) {
    if (id < tokens.times) {
      if (id < tokens.end) bytes.push(texts.get(id) ?? new Uint8Array(0));
      continue;
    }
    close(timeOf(id));
    start = timeOf(id);
  }
  close(duration);
  const [before, last] = ids.slice(-2);
  const isOpen = last !== undefined && before !== undefined && before >= tokens.times && last >= tokens.times;
  return { sentences, end: isOpen ? Math.min(duration, timeOf(last)) : duration };
}
