import type { Gate } from '../../plugins/gate/gate.ts';
import { doubtOf } from '../../plugins/gate/doubt-of.ts';
import { shareUnder } from '../../plugins/gate/share-under.ts';
import { CLASS_OF, CLASSES } from '../voice-head/classes.ts';
import type { JudgedWindow } from './cross-fit.ts';

const COVERAGES = [0.95, 0.98, 0.99, 0.995];

/** Returns by set of recordings how many windows there are and, at each coverage, which share would be withheld and for what reason, and how many of the others are classed rightly. */
export function withheldShares(judged: readonly JudgedWindow[], gate: Gate): Record<string, unknown> {
  const sets = Map.groupBy(judged, ({ set }) => set);
  return Object.fromEntries([...sets].map(([set, windows]) => [set, { windows: windows.length, right: shareRight(windows), ...Object.fromEntries(COVERAGES.map((coverage) => [coverage, atCoverage(windows, (score) => doubtOf(gate, { score, familiarity: shareUnder(gate.reference, score) }, coverage))])) }]));
}

function atCoverage(windows: readonly JudgedWindow[], doubt: (score: number) => string | undefined) {
  const reasons = Map.groupBy(windows, ({ score }) => doubt(score) ?? 'none');
  const { none = [], ...withheld } = Object.fromEntries(reasons);
  return { withheld: 1 - none.length / windows.length, ...Object.fromEntries(Object.entries(withheld).map(([reason, { length }]) => [reason, length / windows.length])), right: shareRight(none) };
}

/** Share of windows whose most probable class is the true one, in [0, 1]. */
function shareRight(windows: readonly JudgedWindow[]): number {
  return windows.filter(({ logits, example }) => believed(logits) === example.label).length / windows.length;
}

function believed(logits: Float64Array): number {
  const powers = logits.map((logit) => Math.exp(logit - Math.max(...logits)));
  const sums = CLASSES.map((_, label) => powers.reduce((sum, power, emotion) => sum + (CLASS_OF[emotion] === label ? power : 0), 0));
  return sums.indexOf(Math.max(...sums));
}
