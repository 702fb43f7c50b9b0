import { DatasetError } from '../dataset-error.ts';
import type { ClipLabels } from '../tables/clip-labels.ts';
import type { LabelColumns } from '../tables/label-options.ts';
import { readClipLabels } from '../tables/read-clip-labels.ts';
import { readTable } from '../tables/read-table.ts';

/** A table of labels of which only its columns say what it holds. */
export interface FolderTable {
  readonly path: string;
  readonly classes?: readonly string[];
  readonly ranges: { readonly valence?: readonly [number, number]; readonly arousal?: readonly [number, number] };
  readonly rows: readonly (ClipLabels & { readonly text?: string })[];
  readonly warnings: readonly string[];
}

/** Names that each column may have, the first that is there wins. */
const COLUMNS = {
  clip: ['clip', 'name', 'file', 'filename', 'file_name', 'path', 'id'],
  expression: ['expression', 'emotion', 'label', 'discrete', 'class'],
  valence: ['valence'],
  arousal: ['arousal'],
  speaker: ['speaker', 'subject', 'actor', 'person'],
  video: ['video', 'recording', 'session'],
  split: ['split', 'part', 'partition', 'set'],
  fold: ['fold'],
  text: ['text', 'transcript', 'transcription', 'sentence'],
} as const;

type Column = keyof typeof COLUMNS;

const MISSING = new Set(['', 'na', 'nan', 'null']);
const UNIT = [-1, 1] as const;
const DIMENSIONS = ['valence', 'arousal'] as const;

/**
 * Resolves with a table of labels with a column `clip` (or name, file, …) and any of expression (emotion, label, …), valence, arousal, speaker, video, split, fold
 * and text; columns of other names are passed over.
 *
 * @param classes their order; without it that of their names
 * @throws DatasetError naming table and line, as `readClipLabels` does; UNKNOWN_COLUMN when none names the clip or none a label
 */
export async function readFolderTable(path: string, classes?: readonly string[]): Promise<FolderTable> {
  const { columns, seen, texts } = await scan(path);
  const mapped = Object.fromEntries(Object.entries(columns).filter(([column]) => column !== 'text')) as unknown as LabelColumns;
  const order = columns.expression === undefined ? undefined : (classes ?? [...seen.classes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name));
  const ranges = Object.fromEntries(DIMENSIONS.flatMap((kind) => (columns[kind] === undefined ? [] : [[kind, rangeOf(seen[kind])] as const])));
  const labels = await readClipLabels(path, { columns: mapped, unlabelled: 'keep', ranges, ...(order !== undefined && { classes: order }) });
  return {
    path,
    ranges,
    ...(order !== undefined && { classes: order }),
    rows: labels.map((row, index) => (texts[index] ? { ...row, text: texts[index] } : row)),
    warnings: Object.entries(ranges).flatMap(([kind, [low, high]]) => (low >= -1 && high <= 1 ? [] : [`The ${kind} in ${path} reaches from ${low} to ${high}, so it is not in [−1, 1].`])),
  };
}

interface Seen {
  /** By their names in small letters: upper and lower case are one class. */
  readonly classes: Map<string, string>;
  readonly valence: number[];
  readonly arousal: number[];
}

/** Finds the columns, and what there is of classes and values. */
async function scan(path: string): Promise<{ columns: Partial<Record<Column, string>>; seen: Seen; texts: string[] }> {
  let columns: Partial<Record<Column, string>> | undefined;
  const seen: Seen = { classes: new Map(), valence: [], arousal: [] };
  const texts: string[] = [];
  for await (const row of readTable(path, [])) {
    columns ??= findColumns(path, row.columns);
    const text = (column: Column) => (columns?.[column] === undefined ? '' : row.cell(columns[column]));
    texts.push(text('text'));
    const name = text('expression');
    if (!MISSING.has(name.toLowerCase()) && !seen.classes.has(name.toLowerCase())) seen.classes.set(name.toLowerCase(), name);
    for (const kind of DIMENSIONS) {
      const value = Number.parseFloat(text(kind));
      if (Number.isFinite(value)) seen[kind].push(value);
    }
  }
  return { columns: columns ?? {}, seen, texts };
}

function findColumns(path: string, there: readonly string[]): Partial<Record<Column, string>> {
  const find = (names: readonly string[]) => names.flatMap((name) => there.find((each) => each.toLowerCase() === name) ?? [])[0];
  const columns = Object.fromEntries(Object.entries(COLUMNS).flatMap(([column, names]) => (find(names) === undefined ? [] : [[column, find(names)!]]))) as Partial<Record<Column, string>>;
  const known = `its columns are ${there.map((name) => `"${name}"`).join(', ')}`;
  const told = (kinds: readonly Column[]) => kinds.flatMap((kind) => COLUMNS[kind]).join(', ');
  if (columns.clip === undefined) throw new DatasetError('UNKNOWN_COLUMN', { path, detail: `has no column that names the clip; ${known}`, next: `Call it one of ${told(['clip'])}.` });
  const labels = ['expression', ...DIMENSIONS] as const;
  if (labels.every((kind) => columns[kind] === undefined)) throw new DatasetError('UNKNOWN_COLUMN', { path, detail: `has no column of labels; ${known}`, next: `Call them any of ${told(labels)}.` });
  return columns;
}

/** [−1, 1] where everything fits in it, else from the lowest to the highest. */
function rangeOf(values: readonly number[]): readonly [number, number] {
  const [low, high] = values.reduce<readonly [number, number]>(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);
  return low < UNIT[0] || high > UNIT[1] ? [low, high] : UNIT;
}
