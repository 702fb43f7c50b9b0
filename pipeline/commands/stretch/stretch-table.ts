import type { Positions, StretchResult } from '../../stretch/stretch-result.ts';

/** Returns the figures of a stretch as a table for a terminal, and what was changed. */
export function stretchTable({ metric, window, target, factor, positions, rows, folds }: StretchResult): string {
  const head = ['', `${metric} on windows`, 'on whole videos', 'similarity', 'divergence'];
  const body = rows.map(({ name, windows, videos, similarity, divergence }) => [name, figure(windows), figure(videos), figure(similarity), figure(divergence)]);
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((row) => row[column]!.length)));
  const lines = [head, ...body].map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd());
  const layers = Object.values(folds).map((each) => (Array.isArray(each.layers) ? each.layers.join(',') : ''));
  return [
    `windows of ${window} rows stretched to ${target} (× ${Number(factor.toFixed(2))}); ${describePositions(positions)}; layers compared on short cuts: ${[...new Set(layers)].join(' or ')}`,
    ...lines,
    'similarity: mean cosine of last hidden states, divergence: of attention in nats, both from the original on windows',
    '',
  ].join('\n');
}

function describePositions({ before, after }: StretchResult['positions']): string {
  const bases = (all: readonly Positions[]) => [...new Set(all.map(({ base }) => base))].join(', ');
  const scale = after[0]!.scale === before[0]!.scale ? '' : `, positions divided by ${Number(after[0]!.scale.toFixed(3))}`;
  return bases(before) === bases(after) ? `rotary base ${bases(after)} as it was${scale}` : `rotary base ${bases(before)} → ${bases(after)}${scale}`;
}

function figure(value: number): string {
  return value.toFixed(4).replace('-', '−');
}
