import type { SentenceRow } from '../rows.ts';

/** A way to look up what is said at a time. */
export interface Said {
  /**
   * Returns the sentence that is said at `time` (seconds), of several the one that began last; of those that are linked to a person, only those of `person`. `undefined` where nothing is
   * said, or by others.
   */
  at(time: number, person?: number): SentenceRow | undefined;
}

/** Returns a way to look up sentences, which come in order of their start. Looking up times in order is fastest. */
export function saidAt(sentences: readonly SentenceRow[]): Said {
  const reach = reachOf(sentences);
  let next = 0;
  return {
    at(time, person) {
      while (next > 0 && sentences[next - 1]!.start > time) next -= 1;
      while (next < sentences.length && sentences[next]!.start <= time) next += 1;
      for (let index = next - 1; index >= 0 && reach[index]! > time; index -= 1) {
        const sentence = sentences[index]!;
        if (time < sentence.end && (person === undefined || sentence.person === undefined || sentence.person === person)) return sentence;
      }
      return undefined;
    },
  };
}

/** The latest end of each sentence and all before it. */
function reachOf(sentences: readonly SentenceRow[]): Float64Array {
  let latest = -Infinity;
  return Float64Array.from(sentences, ({ end }) => (latest = Math.max(latest, end)));
}
