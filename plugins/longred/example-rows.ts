import type { Example } from '../../fusion/train/example.ts';
import type { Layout } from '../../fusion/train/layout.ts';
import type { ExamplePart } from '../trained-fold.ts';

/** Resolves with the rows of each example, in order: those of its longest modality. */
export async function readRows({ source, layout }: ExamplePart): Promise<number[]> {
  const dimensions = dimensionsOf(layout);
  const rows: number[] = [];
  for (let index = 0; index < source.size; index++) rows.push(rowsOf(await source.read(index), dimensions));
  return rows;
}

/** Returns where there are at least so many rows. */
export function whereAtLeast(rows: readonly number[], least: number): number[] {
  return rows.flatMap((count, index) => (count >= least ? [index] : []));
}

/** Returns the rows that a layout pads its sequences to. */
export function lengthOf({ modalities }: Layout): number {
  return Math.max(...Object.values(modalities).map(({ length }) => length ?? 1));
}

/** Returns the dimensions of each modality. */
export function dimensionsOf({ modalities }: Layout): Record<string, number> {
  return Object.fromEntries(Object.entries(modalities).map(([name, { dimensions }]) => [name, dimensions]));
}

function rowsOf({ features }: Example, dimensions: Readonly<Record<string, number>>): number {
  return Math.max(0, ...Object.entries(features).map(([name, { values }]) => values.length / dimensions[name]!));
}
