import { DatasetError } from '../../dataset-error.ts';
import type { Protocol } from '../../protocols/protocol.ts';
import { whyHostile } from '../../submissions/why-hostile.ts';
import { clipBuilder, type BuiltClip, type ClipBuilder } from './clip-builder.ts';
import { openBytes } from './open-bytes.ts';
import { namedPlan, officialPlan, type PlanContext, type RowPlan } from './row-plan.ts';
import { scanRows } from './scan-rows.ts';
import { cellNumber, cellText, type ScannedRow } from './scanned-row.ts';
import { scoreGuard } from './score-guard.ts';
import { valueRules, type Role } from './value-rules.ts';

/** Rows of frames, clip by clip in the order of their first rows. */
export interface FrameTableRows {
  readonly plan: RowPlan;
  readonly clips: ReadonlyMap<string, BuiltClip>;
  /** Rate by which times were turned into frames; absent where the table has frames. */
  readonly rate?: number;
}

/** What a table is read for. */
export interface TableOptions {
  readonly protocol: Protocol;
  readonly role: Role;
  /** Frames a second, for tables with times. */
  readonly rate: number;
}

interface Keys {
  readonly plan: RowPlan;
  /** Returns where the name of the clip ends; it begins where its cell begins. */
  readonly nameEnd: (row: ScannedRow) => number;
  readonly nameCell: number;
  readonly frame: (row: ScannedRow) => number;
  readonly rate?: number;
}

const LOCATION = new Set(['image_location', 'image']);
const [POINT, SLASH, ZERO] = [46, 47, 48];

/**
 * Resolves with the rows of a table that has one for each frame: that of the organisers (`image_location,…`), or one with the columns `clip` and `frame` or `time`.
 *
 * @throws DatasetError naming table and line
 */
export async function readFrameTable(path: string, options: TableOptions): Promise<FrameTableRows> {
  const { name, bytes } = await openBytes(path);
  const builders = new Map<string, ClipBuilder>();
  let keys: Keys | undefined;
  let take: ((row: ScannedRow) => void) | undefined;
  await scanRows(name, bytes, {
    header(names) {
      keys = toKeys(names, { ...options, path: name, rules: valueRules(name, options.protocol, options.role) });
      take = toTaker(name, keys, { builders, protocol: options.protocol });
    },
    row: (row) => take!(row),
  });
  if (builders.size === 0) throw new DatasetError('NOT_A_TABLE', { path: name, detail: 'has no rows' });
  const { plan, rate } = keys!;
  return { plan, clips: new Map([...builders].map(([clip, builder]) => [clip, builder.build()])), ...(rate !== undefined && { rate }) };
}

function toTaker(path: string, { plan, nameEnd, nameCell, frame }: Keys, { builders, protocol }: { builders: Map<string, ClipBuilder>; protocol: Protocol }): (row: ScannedRow) => void {
  const { slots } = plan;
  const guard = scoreGuard(path, plan, protocol);
  let [last, lastName] = [undefined as ClipBuilder | undefined, new Uint8Array(0)];

  function builderOf(row: ScannedRow): ClipBuilder {
    const start = row.starts[nameCell]!;
    const end = nameEnd(row);
    if (last !== undefined && end - start === lastName.length && startsWith(row.data, start, lastName)) return last;
    lastName = row.data.slice(start, end);
    const clip = Buffer.from(lastName).toString('utf8');
    last = builders.get(clip);
    if (last !== undefined) return last;
    const why = whyHostile(clip);
    if (why !== undefined) throw new DatasetError('BAD_NAME', { path, detail: `line ${row.line}: the name of the clip, "${clip}", ${why}` });
    last = clipBuilder(path, clip, slots.length);
    builders.set(clip, last);
    return last;
  }

  return (row) => {
    if (plan.cells !== undefined && row.cells !== plan.cells) throw wrongCells(path, row, { wanted: plan.cells, protocol });
    const builder = builderOf(row);
    const place = builder.add(frame(row), row.line);
    const values = builder.values();
    for (let slot = 0; slot < slots.length; slot++) values[place + slot] = slots[slot]!.read(row, slots[slot]!.cell);
    guard?.(values, place, row.line);
  };
}

function startsWith(data: Uint8Array, start: number, name: Uint8Array): boolean {
  for (let at = name.length - 1; at >= 0; at--) if (data[start + at] !== name[at]) return false; // Names differ at their ends sooner
  return true;
}

function wrongCells(path: string, { line, cells }: ScannedRow, { wanted, protocol }: { wanted: number; protocol: Protocol }): DatasetError {
  const isOneHot = protocol.submission.kind !== 'clip-table' && 'values' in protocol.submission && protocol.submission.values === 'class-index' && cells > wanted;
  const next = isOneHot ? 'Write one class index behind the key: the names of the header are not one column each.' : 'Write the row again.';
  return new DatasetError('NOT_A_TABLE', { path, detail: `line ${line} has ${cells} cells, and ${wanted} are expected`, next });
}

function toKeys(header: readonly string[], context: PlanContext & TableOptions): Keys {
  const { path, rate } = context;
  if (LOCATION.has(header[0]!)) return { plan: officialPlan(header.slice(1), context, 1), nameCell: 0, nameEnd: locationEnd(path), frame: locationFrame(path) };
  const [clip, frame, time] = ['clip', 'frame', 'time'].map((name) => header.indexOf(name)) as [number, number, number];
  if (clip < 0 || (frame < 0 && time < 0)) {
    const detail = `has neither "image_location" in front nor the columns "clip" and "frame" or "time"; its columns are ${header.map((name) => `"${name}"`).join(', ').slice(0, 400)}`;
    throw new DatasetError('UNKNOWN_COLUMN', { path, detail, next: 'Write the header of the challenge, or name the columns so.' });
  }
  const prefix = context.role === 'truth' && header.some((name) => name.startsWith('actual_')) ? 'actual_' : '';
  const keys = { plan: namedPlan(header, context, prefix), nameCell: clip, nameEnd: (row: ScannedRow) => row.ends[clip]! };
  return frame >= 0 ? { ...keys, frame: wholeFrame(path, frame) } : { ...keys, frame: timedFrame(path, time, rate), rate };
}

/** `key/00001.jpg` */
function locationEnd(path: string): Keys['nameEnd'] {
  return (row) => {
    const slash = lastSlash(row);
    if (slash > row.starts[0]!) return slash;
    throw new DatasetError('BAD_VALUE', { path, detail: `line ${row.line} begins with "${cellText(row, 0)}", which is not of the form video/00001.jpg`, next: 'Write the key as in the sample.' });
  };
}

/** Where the last slash of the first cell is; before the cell when it has none. */
function lastSlash({ data, starts, ends }: ScannedRow): number {
  let at = ends[0]! - 1;
  while (at >= starts[0]! && data[at] !== SLASH) at--;
  return at;
}

function locationFrame(path: string): Keys['frame'] {
  return (row) => {
    const start = lastSlash(row) + 1;
    const end = row.ends[0]!;
    let at = start;
    let number = 0;
    for (; at < end && row.data[at]! >= ZERO && row.data[at]! <= ZERO + 9; at++) number = number * 10 + row.data[at]! - ZERO;
    const isNumber = at > start && (at === end || row.data[at] === POINT);
    return checkFrame(path, row, isNumber ? number : NaN, 0);
  };
}

function wholeFrame(path: string, cell: number): Keys['frame'] {
  return (row) => checkFrame(path, row, cellNumber(row, cell), cell);
}

function timedFrame(path: string, cell: number, rate: number): Keys['frame'] {
  return (row) => {
    const time = cellNumber(row, cell);
    if (time >= 0) return Math.round(time * rate) + 1;
    throw new DatasetError('BAD_TIMES', { path, detail: `line ${row.line} has the time "${cellText(row, cell)}"`, next: 'Give seconds from the start of the clip.' });
  };
}

/** Returns `number` where it is that of a frame; `cell` is where it stands. */
function checkFrame(path: string, row: ScannedRow, number: number, cell: number): number {
  if (Number.isInteger(number) && number >= 1 && number < 2 ** 31) return number;
  const text = cellText(row, cell);
  if (number === 0) throw new DatasetError('BAD_VALUE', { path, detail: `line ${row.line} is of frame 0 ("${text}"), and frames are counted from 1`, next: 'Add 1 to every frame number.' });
  throw new DatasetError('BAD_VALUE', { path, detail: `line ${row.line} has "${text}" where the number of a frame is to stand`, next: 'Write the key as in the sample.' });
}
