import type { OodRecord } from './ood-bench.ts';

/** Which figure a table shows. */
export type OodMetric = 'auroc' | 'fpr95' | 'auprIn' | 'auprOut';

/** Returns a metric in per cent, mean ± standard deviation over networks, as rows of cells: a header, then a row for each method; columns are kinds of strangers, then their mean, the mean less that of energy with the share of network–kind pairs where it is better, and the area under the risk–coverage curve of the test vectors. */
export function oodTable(records: readonly OodRecord[], metric: OodMetric): string[][] {
  const [first] = records;
  if (first === undefined) return [];
  const kinds = Object.keys(Object.values(first.scores)[0] ?? {});
  const header = [`${metric}, %`, ...kinds, 'mean', 'over energy', 'aurc, %'];
  const rows = Object.keys(first.scores).map((method) => {
    const of = (record: OodRecord, kind: string) => 100 * record.scores[method]![kind]![metric];
    const means = records.map((record) => average(kinds.map((kind) => of(record, kind))));
    return [method, ...kinds.map((kind) => toCell(records.map((record) => of(record, kind)))), toCell(means), overEnergy(records, { method, metric, kinds }), toCell(records.map(({ aurc }) => 100 * aurc[method]!), 2)];
  });
  return [header, ...rows];
}

function overEnergy(records: readonly OodRecord[], { method, metric, kinds }: { readonly method: string; readonly metric: OodMetric; readonly kinds: readonly string[] }): string {
  const gains = records.flatMap(({ scores }) => kinds.flatMap((kind) => (scores.energy === undefined || method === 'energy' ? [] : [100 * (scores[method]![kind]![metric] - scores.energy[kind]![metric])])));
  if (gains.length === 0) return '–';
  const wins = gains.filter((gain) => (metric === 'fpr95' ? gain < 0 : gain > 0)).length;
  return `${average(gains) < 0 ? '−' : '+'}${Math.abs(average(gains)).toFixed(1)} (${Math.round((100 * wins) / gains.length)} %)`;
}

function toCell(values: readonly number[], digits = 1): string {
  const centre = average(values);
  if (values.length < 2) return centre.toFixed(digits);
  return `${centre.toFixed(digits)} ± ${Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1)).toFixed(digits)}`;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
