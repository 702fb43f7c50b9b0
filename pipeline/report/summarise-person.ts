import { EXPRESSIONS } from '../../fusion/verdict.ts';
import type { AffectSummary } from './affect-summary.ts';
import type { ClipRecord, PersonRecord } from './collect-clip.ts';

/** One person's clip in a few figures. */
export interface PersonSummary extends AffectSummary {
  readonly id: number;
  /** Frames in which the person was seen. */
  readonly frames: number;
  /** First and last sighting, in seconds. */
  readonly start: number;
  readonly end: number;
  /** Frames in which the face has no verdict: the gate doubts it. */
  readonly doubted: number;
  /** `['face', 'voice']`. */
  readonly restsOn: readonly string[];
}

/** Returns the figures of `person`, who was seen at least once. */
export function summarisePerson(person: PersonRecord, { times }: ClipRecord): PersonSummary {
  const judged = person.expressions.filter((index) => index < EXPRESSIONS.length);
  const still = person.frames.length === 1;
  const shares = EXPRESSIONS.map((expression, index) => ({
    expression,
    share: still ? person.probabilities[index]! : judged.filter((each) => each === index).length / judged.length,
  }));
  const bits = person.bases.reduce((all, each) => all | each, 0);
  const measured = person.bases.filter((each) => (each & 8) !== 0).length;
  return {
    id: person.id,
    frames: person.frames.length,
    doubted: person.doubts.filter((doubt) => doubt > 0).length,
    start: times[person.frames[0]!]!,
    end: times[person.frames.at(-1)!]!,
    shares: shares.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share),
    valence: mean(person.affect.filter((_, index) => index % 2 === 0)),
    arousal: mean(person.affect.filter((_, index) => index % 2 === 1)),
    valenceArousal: measured === 0 ? 'derived' : measured === judged.length ? 'measured' : 'mixed',
    restsOn: ['face', 'voice', 'text'].filter((_, index) => (bits & (1 << index)) !== 0),
  };
}

function mean(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
