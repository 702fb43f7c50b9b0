import type { Expression } from '../../fusion/verdict.ts';
import type { RowCollector } from './row-collector.ts';

/** One person in a clip, in a few figures. */
export interface PersonSummary {
  readonly person: number;
  /** Frames in which the person was seen. */
  readonly frames: number;
  /** Share of those frames by most probable expression, largest first; they sum to 1. */
  readonly expressions: readonly { readonly expression: Expression; readonly share: number }[];
  /** Means over those frames, in [-1, 1]. */
  readonly valence: number;
  readonly arousal: number;
}

interface Sums {
  frames: number;
  valence: number;
  arousal: number;
  readonly counts: Map<Expression, number>;
}

/** Returns a collector of each person's figures, most frames first. */
export function collectPeople(): RowCollector<PersonSummary[]> {
  const people = new Map<number, Sums>();
  return {
    add({ person, verdict }) {
      if (person === undefined || verdict === undefined) return;
      const sums = people.get(person) ?? { frames: 0, valence: 0, arousal: 0, counts: new Map<Expression, number>() };
      people.set(person, sums);
      sums.frames += 1;
      sums.valence += verdict.valence;
      sums.arousal += verdict.arousal;
      sums.counts.set(verdict.expression, (sums.counts.get(verdict.expression) ?? 0) + 1);
    },
    result: () => [...people].map(toPerson).sort((a, b) => b.frames - a.frames || a.person - b.person),
  };
}

function toPerson([person, { frames, valence, arousal, counts }]: [number, Sums]): PersonSummary {
  const expressions = [...counts].map(([expression, count]) => ({ expression, share: count / frames })).sort((a, b) => b.share - a.share);
  return { person, frames, expressions, valence: valence / frames, arousal: arousal / frames };
}
