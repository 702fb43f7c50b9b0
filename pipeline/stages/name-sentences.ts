import { speakerOfSpan } from '../../fusion/speaking/speaker-of-span.ts';
import type { SentenceRow } from '../rows.ts';
import type { NamedVoice } from './name-speakers.ts';

/**
 * Returns sentences with the persons in view who say them, as their mouths tell. Where the transcript names speakers, the one of a sentence that tells nothing itself is who says most of
 * that speaker's others.
 */
export function nameSentences(sentences: readonly SentenceRow[], { speakers }: NamedVoice): SentenceRow[] {
  if (speakers === undefined) return [...sentences];
  const seen = sentences.map((sentence) => speakerOfSpan(speakers, sentence));
  const known = personsOf(sentences, seen);
  return sentences.map((sentence, index) => {
    const person = seen[index] ?? (sentence.speaker === undefined ? undefined : known.get(sentence.speaker));
    return person === undefined ? sentence : { ...sentence, person };
  });
}

/** For each speaker of the transcript the person who says most of what is linked to somebody, if that is more than half of it in time. */
function personsOf(sentences: readonly SentenceRow[], seen: readonly (number | undefined)[]): Map<string, number> {
  const shares = new Map<string, Map<number, number>>();
  sentences.forEach(({ speaker, start, end }, index) => {
    const person = seen[index];
    if (speaker === undefined || person === undefined) return;
    const own = shares.get(speaker) ?? new Map<number, number>();
    shares.set(speaker, own.set(person, (own.get(person) ?? 0) + end - start));
  });
  return new Map([...shares].flatMap(([speaker, own]) => {
    const [person, seconds] = [...own].reduce((best, each) => (each[1] > best[1] ? each : best));
    const total = [...own.values()].reduce((sum, value) => sum + value, 0);
    return seconds > total / 2 ? [[speaker, person] as const] : [];
  }));
}
