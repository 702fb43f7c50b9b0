import { toCandidateSet } from '../../datasets/pseudo-labels/candidate-sets.ts';
import { mostProbable } from '../../datasets/pseudo-labels/most-probable.ts';
import { trainingRows, type TrainingRow } from '../../datasets/pseudo-labels/training-rows.ts';
import { toCsv } from './to-csv.ts';
import type { LabelledRound } from './label-round.ts';
import type { LabelTableColumns } from './label-table.ts';
import type { RoundSummary } from './summarise-round.ts';

/** Returns the files of a round by their path in its folder; the ledger is not among them. */
export function toRoundFiles(result: LabelledRound, summary: RoundSummary): ReadonlyMap<string, string> {
  const { round } = result.inputs;
  const table = `train-round-${round}.csv`;
  return new Map([
    [`round-${round}/pseudo-labels.csv`, pseudoLabels(result)],
    [`round-${round}/rejected.csv`, rejected(result)],
    [`round-${round}/candidates.csv`, candidatesCsv(result)],
    [`round-${round}/candidates.jsonl`, candidatesJson(result)],
    [`round-${round}/summary.json`, `${JSON.stringify(summary, null, 2)}\n`],
    [table, trainingTable(result)],
    ...trainingConfigs(result, table),
  ]);
}

function pseudoLabels({ inputs: { classes, reading: { columns } }, selected }: LabelledRound): string {
  return toCsv([columns.clip, columns.expression, 'confidence', 'threshold', 'models'], selected.map(({ clip, label, confidence, threshold, agreeing }) => [clip, classes[label]!, confidence, threshold, agreeing.join(' ')]));
}

function rejected({ inputs: { classes, reading: { columns } }, rejected: all }: LabelledRound): string {
  return toCsv([columns.clip, columns.expression, 'confidence', 'threshold', 'reason'], all.map(({ clip, label, confidence, threshold, reason }) => [clip, classes[label]!, confidence, threshold, reason]));
}

function candidatesCsv({ inputs: { classes, rule, reading: { columns } }, candidates, selected }: LabelledRound): string {
  const chosen = new Map(selected.map(({ clip, label }) => [clip, classes[label]!]));
  const rows = candidates.map((clip) => {
    const set = toCandidateSet(clip, rule.candidates);
    return [clip.clip, set.candidates.reduce<number>((sum, each) => sum + each, 0), chosen.get(clip.clip), ...set.candidates, ...set.weights];
  });
  return toCsv([columns.clip, 'size', 'pseudo_label', ...classes.map((name) => `c_${name}`), ...classes.map((name) => `w_${name}`)], rows);
}

function candidatesJson({ inputs: { classes, rule }, candidates, selected }: LabelledRound): string {
  const chosen = new Map(selected.map(({ clip, label }) => [clip, classes[label]!]));
  const lines = candidates.map((clip) => {
    const { candidates: set, weights } = toCandidateSet(clip, rule.candidates);
    const tops = Object.fromEntries([...clip.models].map(([name, probabilities]) => [name, classes[mostProbable(probabilities)]!]));
    return { clip: clip.clip, labels: classes.filter((_, code) => set[code] === 1), candidates: set, weights: weights.map(rounded), models: tops, ...(chosen.has(clip.clip) && { pseudoLabel: chosen.get(clip.clip)! }) };
  });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function trainingTable({ inputs, thresholds, selected, ledger }: LabelledRound): string {
  const { classes, labels, unlabelled, state, round } = inputs;
  const changed = new Set(ledger.changes.map(({ clip }) => clip));
  const rows = trainingRows(labels.labelled, {
    selected,
    classes,
    identities: unlabelled,
    roundOf: (clip) => (changed.has(clip) ? round : state.labels.get(clip)!.round),
    precision: thresholds.map(({ above, right }) => (above === 0 ? undefined : right / above)),
  });
  const columns = withSplit(labels.columns);
  const kinds = (Object.keys(columns) as (keyof LabelTableColumns)[]).filter((kind) => kind !== 'clip' && kind !== 'expression');
  const cells = (row: TrainingRow) => [row.clip, row.expression, ...kinds.map((kind) => row[kind]), row.source, row.weight];
  return toCsv([columns.clip, columns.expression, ...kinds.map((kind) => columns[kind]!), 'source', 'weight'], rows.map(cells));
}

/** What each run was trained with, on the new table. */
function trainingConfigs({ inputs: { models, round, labels } }: LabelledRound, table: string): (readonly [string, string])[] {
  const runs = models.filter(({ config }) => config !== undefined);
  return runs.map(({ name, config }) => {
    const next = { ...config!, name: `${config!.name.replace(/-round-\d+$/, '')}-round-${round}`, labels: { ...config!.labels, file: table, columns: withSplit({ ...config!.labels.columns, ...labels.columns }) } };
    return [`train-round-${round}${runs.length === 1 ? '' : `.${name}`}.json`, `${JSON.stringify(next, null, 2)}\n`] as const;
  });
}

function withSplit<Columns extends { readonly split?: string | undefined }>(columns: Columns): Columns & { readonly split: string } {
  return { ...columns, split: columns.split ?? 'split' };
}

function rounded(value: number): number {
  return Number(value.toFixed(6));
}
