import type { ClassSummary, RoundSummary } from './summarise-round.ts';
import type { CandidateQuality } from '../../datasets/pseudo-labels/candidate-quality.ts';

/** Returns the lines that tell of a round. */
export function describeRound({ round, eta, models, classes, ...rest }: RoundSummary): string[] {
  const head = ['class', 'recognised', 'threshold', 'selected', 'expected precision', 'clips', ...(rest.truth ? ['actual precision'] : [])];
  const total = ['all', '', '', `${rest.selected}/${rest.unlabelled}`, figure(rest.precision), `${sum(classes, 'before')} → ${sum(classes, 'after')}`, ...(rest.truth ? [figure(rest.truth.precision)] : [])];
  const reasons = Object.entries(rest.rejected).map(([reason, count]) => `${count} ${reason}`);
  const { promoted, changed, demoted, kept } = rest.changes;
  return [
    `round ${round}, η ${eta}, ${models.length === 1 ? 'model' : 'models'} ${models.join(', ')}`,
    ...inColumns([head, ...classes.map((each) => toCells(each, rest.truth !== undefined)), total]),
    `not selected: ${reasons.length === 0 ? 'none' : reasons.join(', ')}`,
    ...(round > 1 ? [`since round ${round - 1}: ${promoted} new, ${changed} changed, ${demoted} taken back, ${kept} kept`] : []),
    ...candidateLines('candidate sets, on labelled clips', rest.candidates),
    ...(rest.truth ? [`truth known of ${rest.truth.known}: accuracy over all ${figure(rest.truth.all)}, over the selected ${figure(rest.truth.precision)}`, ...candidateLines('candidate sets, in truth', rest.truth.candidates)] : []),
  ];
}

function toCells({ name, judged, correct, threshold, predicted, selected, precision, interval, restsOn, before, after, actual }: ClassSummary, hasTruth: boolean): string[] {
  const expected = precision === null || interval === null ? '–' : `${figure(precision)} (${figure(interval[0])}–${figure(interval[1])}), of ${restsOn}`;
  return [name, `${correct}/${judged}`, threshold === null ? 'none' : threshold.toFixed(4), `${selected}/${predicted}`, expected, `${before} → ${after}`, ...(hasTruth ? [figure(actual ?? null)] : [])];
}

function candidateLines(what: string, quality: CandidateQuality | null): string[] {
  return quality === null ? [] : [`${what}: ${quality.size.toFixed(2)} labels each, ambiguity q ${quality.ambiguity.toFixed(3)}, noise η ${quality.noise.toFixed(3)} (${quality.clips} clips)`];
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}

function sum(classes: readonly ClassSummary[], key: 'before' | 'after'): number {
  return classes.reduce((all, each) => all + each[key], 0);
}

function inColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd());
}
