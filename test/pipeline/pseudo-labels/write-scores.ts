import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Classes of the tables. */
export const CLASSES = ['calm', 'glad', 'sad'] as const;

/** A clip as a model sees it: its name, the class that it is taken for, how sure, and what it is in truth. */
export type Score = readonly [clip: string, label: number, confidence: number, actual?: number];

/** Returns a table as `affekt predict` writes it; with fold and truth, as `affekt train` does. */
export function scoreTable(scores: readonly Score[], { folds = false, classes = CLASSES }: { readonly folds?: boolean; readonly classes?: readonly string[] } = {}): string {
  const truth = scores.some(([, , , actual]) => actual !== undefined);
  const header = ['clip', ...(folds ? ['fold'] : []), 'expression', ...classes.map((name) => `p_${name}`), ...(truth ? ['actual_expression'] : [])];
  const rows = scores.map(([clip, label, confidence, actual], index) => [clip, ...(folds ? [`fold-${(index % 2) + 1}`] : []), classes[label]!, ...classes.map((_, code) => (code === label ? confidence : (1 - confidence) / 2)), ...(truth ? [classes[actual!] ?? ''] : [])]);
  return [header, ...rows].map((row) => `${row.join(',')}\n`).join('');
}

/** Labelled clips: each class is recognised at 0.6 and 0.8, and `glad` is once given to what is `sad`. */
export const LABELLED: readonly Score[] = [
  ['l1', 0, 0.6, 0],
  ['l2', 0, 0.8, 0],
  ['l3', 1, 0.6, 1],
  ['l4', 1, 0.8, 1],
  ['l5', 2, 0.6, 2],
  ['l6', 2, 0.8, 2],
  ['l7', 1, 0.9, 2],
];

/** Unlabelled clips, of which u1, u3 and u5 are above 0.7. */
export const UNLABELLED: readonly Score[] = [
  ['u1', 0, 0.75],
  ['u2', 0, 0.7],
  ['u3', 1, 0.9],
  ['u4', 2, 0.5],
  ['u5', 2, 0.95],
];

/** Makes a new folder with files, by name, and returns a function from name to path. */
export function newFolder(files: Readonly<Record<string, string>> = {}): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'affekt-pseudo-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return (name) => join(folder, name);
}
