import type { PartialRecord } from './partial-bench.ts';

/** Returns the test accuracies in per cent, mean ± standard deviation over seeds, as rows of cells: a header, what was drawn, then a row for each entrant. */
export function partialTable(records: readonly PartialRecord[]): string[][] {
  const columns = unique(records.map(({ point }) => `q ${point.ambiguity} η ${point.noise}`));
  const within = (column: string) => records.filter(({ point }) => `q ${point.ambiguity} η ${point.noise}` === column);
  const drawn = columns.map((column) => {
    const real = within(column).filter(({ entrant }) => entrant !== 'truth');
    return real.length === 0 ? '–' : `${mean(real.map(({ noise }) => noise)).toFixed(3)} / ${mean(real.map(({ candidates }) => candidates)).toFixed(2)}`;
  });
  const rows = unique(records.map(({ entrant }) => entrant)).map((entrant) => [entrant, ...columns.map((column) => toCell(within(column).filter((record) => record.entrant === entrant)))]);
  return [['accuracy, %', ...columns], ['η drawn / candidates', ...drawn], ...rows];
}

function toCell(records: readonly PartialRecord[]): string {
  if (records.length === 0) return '–';
  const accuracies = records.map(({ accuracy }) => accuracy * 100);
  const centre = mean(accuracies);
  const deviation = accuracies.length < 2 ? undefined : Math.sqrt(accuracies.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (accuracies.length - 1));
  return `${centre.toFixed(2)}${deviation === undefined ? '' : ` ± ${deviation.toFixed(2)}`}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
