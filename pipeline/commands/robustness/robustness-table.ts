import { join } from 'node:path';
import { writePoint } from '../../robustness/grid.ts';
import type { RobustnessResult } from '../../robustness/robustness-result.ts';
import { FUSED } from '../../robustness/score-points.ts';

/** Returns the figures as a table for a terminal, what they say of fusion, and where they are. */
export function robustnessTable({ points, modalities, metric, clips, sampled, crossing }: RobustnessResult, folder: string): string {
  const names = [...modalities, FUSED];
  const head = ['noise', ...names, 'lead of fusion'];
  const rows = points.map(({ point, scores, lead }) => [writePoint(point), ...names.map((name) => write(scores[name]!)), lead === undefined ? '–' : write(lead)]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const lines = [head, ...rows].map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd());
  return [`${metric} of ${clips} clips [95 % of bootstrap samples of ${sampled.count} ${sampled.by}s]`, ...lines, crossing.text, `→ ${join(folder, 'robustness.html')}`, ''].join('\n');
}

function write({ value, low, high }: { readonly value: number; readonly low: number; readonly high: number }): string {
  return `${figure(value)} [${figure(low)}, ${figure(high)}]`;
}

function figure(value: number): string {
  return value.toFixed(3).replace('-', '−');
}
