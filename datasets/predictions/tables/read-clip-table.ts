import { DatasetError } from '../../dataset-error.ts';
import type { Protocol } from '../../protocols/protocol.ts';
import { whyHostile } from '../../submissions/why-hostile.ts';
import { parseWords } from '../parse-words.ts';
import type { ClipRow } from '../predictions.ts';
import { openBytes } from './open-bytes.ts';
import type { TableOptions } from './read-frame-table.ts';
import { namedPlan, type RowPlan } from './row-plan.ts';
import { scanRows } from './scan-rows.ts';
import { cellNumber, cellText, type ScannedRow } from './scanned-row.ts';
import { scoreGuard, type ScoreGuard } from './score-guard.ts';
import { valueRules } from './value-rules.ts';

/** One row a clip, with what it belongs to. */
export interface ClipTableRow extends ClipRow {
  readonly speaker?: string;
  readonly split?: string;
}

interface Reader {
  readonly clip: number;
  readonly words: number;
  readonly plan: RowPlan;
  readonly values: Float32Array;
  readonly guard: ScoreGuard | undefined;
  readonly speaker: number;
  readonly split: number;
  /** Where a valence stands that may say that the labels of the row are placeholders; −1 for nowhere. */
  readonly placeholder: number;
}

const CLIP_COLUMNS = ['name', 'clip', 'filename'];
const WORD_COLUMNS = ['openset', 'words'];

/**
 * Resolves with a table that has a row for each clip: `name,discrete,valence` and `name,openset` of MER, or `clip,expression,p_<class>,valence,…` of affekt.
 *
 * @throws DatasetError naming table and line
 */
export async function readClipTable(path: string, { protocol, role }: TableOptions): Promise<ReadonlyMap<string, ClipTableRow>> {
  const { name, bytes } = await openBytes(path);
  const clips = new Map<string, ClipTableRow>();
  const lines = new Map<string, number>();
  let reader: Reader | undefined;
  let cells = 0;
  await scanRows(name, bytes, {
    header(names) {
      cells = names.length;
      reader = toReader(names, name, { protocol, role, rate: 0 });
    },
    row(row) {
      if (row.cells !== cells) throw new DatasetError('NOT_A_TABLE', { path: name, detail: `line ${row.line} has ${row.cells} cells, and the header ${cells}`, next: 'Write the row again.' });
      const clip = clipOf(name, row, reader!.clip);
      const other = lines.get(clip);
      if (other !== undefined) throw new DatasetError('DUPLICATE', { path: name, detail: `has the clip "${clip}" in line ${other} and in line ${row.line}` });
      lines.set(clip, row.line);
      clips.set(clip, toRow(reader!, row, protocol));
    },
  });
  if (clips.size === 0) throw new DatasetError('NOT_A_TABLE', { path: name, detail: 'has no rows' });
  return clips;
}

function toReader(header: readonly string[], path: string, { protocol, role }: TableOptions): Reader {
  const find = (wanted: readonly string[]) => header.findIndex((each) => wanted.includes(each.toLowerCase()));
  const [clip, words] = [find(CLIP_COLUMNS), protocol.submission.kind === 'word-table' ? find(WORD_COLUMNS) : -1];
  const there = `its columns are ${header.map((each) => `"${each}"`).join(', ').slice(0, 400)}`;
  if (clip < 0) throw new DatasetError('UNKNOWN_COLUMN', { path, detail: `has no column "name" or "clip"; ${there}`, next: 'Name the column so.' });
  if (protocol.submission.kind === 'word-table' && words < 0) throw new DatasetError('UNKNOWN_COLUMN', { path, detail: `has no column "openset" or "words"; ${there}`, next: 'Name the column so.' });
  const prefix = role === 'truth' && header.some((each) => each.startsWith('actual_')) ? 'actual_' : '';
  const plan = namedPlan(header, { path, protocol, role, rules: valueRules(path, protocol, role) }, prefix);
  return { clip, words, plan, values: new Float32Array(plan.slots.length), guard: scoreGuard(path, plan, protocol), speaker: find(['speaker']), split: find(['split']), placeholder: role === 'truth' && protocol.invalid.valence !== undefined ? find([`${prefix}valence`]) : -1 };
}

function clipOf(path: string, row: ScannedRow, cell: number): string {
  const clip = cellText(row, cell);
  const why = whyHostile(clip);
  if (why !== undefined) throw new DatasetError('BAD_NAME', { path, detail: `line ${row.line}: the name of the clip, "${clip}", ${why}` });
  return clip;
}

function toRow({ words, plan: { slots, places }, values, guard, speaker, split, placeholder }: Reader, row: ScannedRow, { classes, invalid }: Protocol): ClipTableRow {
  const text = (cell: number) => (cell < 0 ? undefined : cellText(row, cell) || undefined);
  if (placeholder >= 0 && cellNumber(row, placeholder) === invalid.valence) return without({ speaker: text(speaker), split: text(split) }); // Its "neutral" is none either
  const numbers = slots.map(({ read, cell }) => read(row, cell)); // Not rounded to float32, as one value a clip costs nothing
  values.set(numbers);
  guard?.(values, 0, row.line);
  const at = (place: number | undefined) => (place === undefined || Number.isNaN(numbers[place]!) ? undefined : numbers[place]!);
  const scores = places.scores === undefined ? undefined : numbers.slice(places.scores, places.scores + classes!.length);
  const code = at(places.expression) ?? (scores === undefined ? undefined : scores.indexOf(Math.max(...scores)));
  return without({
    expression: code === -1 ? undefined : code,
    scores,
    valence: at(places.valence),
    arousal: at(places.arousal),
    words: words < 0 ? undefined : parseWords(cellText(row, words)),
    speaker: text(speaker),
    split: text(split),
  });
}

type Present<Row> = { readonly [Key in keyof Row]?: Exclude<Row[Key], undefined> };

/** Leaves out what is undefined: a missing label is an absent key. */
function without<Row extends object>(row: Row): Present<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Present<Row>;
}
