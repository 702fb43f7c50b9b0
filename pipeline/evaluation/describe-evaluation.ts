import { toTable } from '../commands/show/to-table.ts';
import { formatScore } from '../training/report/format-score.ts';
import { describeCounts } from './describe-counts.ts';
import type { Evaluation, ScoreInterval } from './evaluation.ts';
import { metricWords } from './metric-words.ts';

/** Clips in the list of the worst. */
const WORST = 10;

/** Returns an evaluation as text for a terminal. */
export function describeEvaluation(evaluation: Evaluation): string {
  const { title, split, formula, published } = evaluation;
  const blocks = [
    `${title}${split === undefined ? '' : `, ${split}`}\n`,
    toTable(scoreRows(evaluation)),
    `${formula}\n${describeCounts(evaluation).join(', ')}\n`,
    ...(published.length === 0 ? [] : [`Published\n${toTable(publishedRows(evaluation))}${evaluation.notes.map((note) => `  ${note}\n`).join('')}`]),
    ...classBlock(evaluation),
    ...unitBlock(evaluation),
    ...worstBlock(evaluation),
  ];
  return blocks.join('\n');
}

function scoreRows({ metric, score, interval, parts }: Evaluation): string[][] {
  return [[metricWords(metric), formatScore(score), interval === undefined ? '' : describeInterval(interval)], ...Object.entries(parts).map(([name, value]) => [`  ${metricWords(name)}`, formatScore(value), ''])];
}

/** Returns the bounds of a score in words. */
export function describeInterval({ low, high, level, over, groups }: ScoreInterval): string {
  return `${Math.round(level * 100)} % of bootstrap samples of ${groups} ${over}: ${formatScore(low)} to ${formatScore(high)}`;
}

/** Those of the split that was scored stand first. */
function publishedRows({ published, split, score, title }: Evaluation): string[][] {
  const ours = score === null ? [] : [{ who: '→ this one', on: split ?? '', score, source: title }];
  const rows = [...published.filter(({ on }) => split === undefined || on === split), ...ours].sort((a, b) => a.score - b.score);
  return [...rows, ...published.filter(({ on }) => split !== undefined && on !== split)].map(({ who, on, score: figure, source }) => [`  ${formatScore(figure)}`, on, who, `(${source})`]);
}

function classBlock({ classes }: Evaluation): string[] {
  if (classes === undefined) return [];
  const rows = classes.classes.map(({ name, precision, recall, f1, support, predicted }) => [name, formatScore(precision, 3), formatScore(recall, 3), formatScore(f1, 3), String(support), String(predicted)]);
  return [toTable([['class', 'precision', 'recall', 'F1', 'labelled', 'answered'], ...rows])];
}

function unitBlock({ units }: Evaluation): string[] {
  if (units === undefined) return [];
  return [toTable([['unit', 'precision', 'recall', 'F1', 'active', 'answered'], ...units.map(({ name, precision, recall, f1, support, predicted }) => [name, formatScore(precision, 3), formatScore(recall, 3), formatScore(f1, 3), String(support), String(predicted)])])];
}

function worstBlock({ clips, interval }: Evaluation): string[] {
  const [first] = clips;
  if (first === undefined || clips.length < 2) return [];
  const names = Object.keys(first.scores);
  const answers = first.actual !== undefined;
  const header = ['', ...(answers ? ['labelled', 'answered'] : ['frames']), ...names.map(metricWords)];
  const rows = clips.slice(0, WORST).map((clip) => [clip.clip, ...(answers ? [clip.actual ?? '', clip.predicted ?? ''] : [String(clip.rows)]), ...names.map((name) => formatScore(clip.scores[name]))]);
  return [`Worst ${interval?.over ?? 'clips'}\n${toTable([header, ...rows])}`];
}
