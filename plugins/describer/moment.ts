import type { ClipResults, SaidSentence } from '../clip-results.ts';
import type { DescriberOptions } from './options.ts';

/** A stretch of a clip that is described. */
export interface Moment {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  /** Who is described; absent: who is in view longest. */
  readonly person?: number;
  /** What is said in it. */
  readonly sentences: readonly SaidSentence[];
}

/** Returns the stretches of a clip that are to be described, in order of time. */
export function toMoments({ clip, sentences, segments }: ClipResults, per: DescriberOptions['per']): Moment[] {
  if (per === 'clip') return [{ start: 0, end: Math.max(clip.duration, ...sentences.map(({ end }) => end)), sentences }];
  if (per === 'sentence') return sentences.map((sentence) => ({ start: sentence.start, end: sentence.end, sentences: [sentence], ...ofPerson(sentence) }));
  return segments.filter(({ kind }) => kind === 'expression').map((segment) => ({ start: segment.start, end: segment.end, sentences: sentences.filter((said) => said.start < segment.end && said.end > segment.start), ...ofPerson(segment) }));
}

function ofPerson({ person }: { readonly person?: number }): { readonly person?: number } {
  return person === undefined ? {} : { person };
}
