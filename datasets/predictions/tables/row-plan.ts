import { DatasetError } from '../../dataset-error.ts';
import type { Protocol } from '../../protocols/protocol.ts';
import type { ReadCell, Role, ValueRules } from './value-rules.ts';

/** What stands where in the rows of a table. */
export interface RowPlan {
  /** Values of a row, in the order in which they are stored: those that are there of expression, valence, arousal, units, scores. */
  readonly slots: readonly Slot[];
  /** Where each kind begins among the slots; absent where it is not there. */
  readonly places: { readonly expression?: number; readonly valence?: number; readonly arousal?: number; readonly units?: number; readonly scores?: number };
  /** Number of cells of a row; absent where it is not fixed. */
  readonly cells?: number;
}

/** One value of a row. */
export interface Slot {
  readonly cell: number;
  readonly read: ReadCell;
}

/** What a plan is made for. */
export interface PlanContext {
  readonly path: string;
  readonly protocol: Protocol;
  readonly role: Role;
  readonly rules: ValueRules;
}

type Kind = keyof RowPlan['places'];

/** Returns a plan of the given slots. */
function toPlan(slots: Readonly<Partial<Record<Kind, readonly Slot[]>>>, cells?: number): RowPlan {
  const all: Slot[] = [];
  const places: Partial<Record<Kind, number>> = {};
  for (const kind of ['expression', 'valence', 'arousal', 'units', 'scores'] as const) {
    const given = slots[kind];
    if (given === undefined || given.length === 0) continue;
    places[kind] = all.length;
    all.push(...given);
  }
  return { slots: all, places, ...(cells !== undefined && { cells }) };
}

/**
 * Returns the plan of a table in the format of the organisers, behind `keys` cells of key.
 *
 * @param header the names behind the key
 * @throws DatasetError WRONG_HEADER
 */
export function officialPlan(header: readonly string[], { path, protocol, rules }: PlanContext, keys: number): RowPlan {
  const { submission } = protocol;
  if (submission.kind !== 'frame-table' && submission.kind !== 'frame-files') throw new DatasetError('WRONG_LEVEL', { path, detail: `has a row for each frame, and ${protocol.id} asks for one a clip` });
  const wanted = submission.kind === 'frame-table' ? submission.header.slice(1) : submission.header;
  refuseHeader(path, header, wanted);
  const slot = (read: ReadCell, from: number, count = 1): Slot[] => Array.from({ length: count }, (_, index) => ({ cell: keys + from + index, read }));
  const count = protocol.units?.length ?? 0;
  switch (submission.values) {
    case 'reals':
      return toPlan({ valence: slot(rules.valence, 0), arousal: slot(rules.arousal, 1) }, keys + 2);
    case 'class-index':
      return toPlan({ expression: slot(rules.code, 0) }, keys + 1);
    case 'binary':
      return toPlan({ units: slot(rules.unit, 0, count) }, keys + count);
    case 'multi-task':
      return toPlan({ valence: slot(rules.valence, 0), arousal: slot(rules.arousal, 1), expression: slot(rules.code, 2), units: slot(rules.unit, 3, count) }, keys + 3 + count);
  }
}

function refuseHeader(path: string, header: readonly string[], wanted: readonly string[]): void {
  if (header.length === wanted.length && header.every((name, index) => name === wanted[index])) return;
  const isShuffled = header.length === wanted.length && wanted.every((name) => header.includes(name));
  const detail = isShuffled ? `names its columns in another order, ${header.join(',')}, and the codes stand for ${wanted.join(',')}` : `has the header ${header.join(',').slice(0, 200)}, where ${wanted.join(',')} is to stand`;
  throw new DatasetError('WRONG_HEADER', { path, detail, next: isShuffled ? 'Bring names and values into this order.' : 'Write the header exactly like that; numbers in the first line mean that it lacks one.' });
}

/**
 * Returns the plan of a table whose columns are found by name: `expression` (or `discrete`), `p_<class>`, `valence`, `arousal`, action units.
 *
 * @param prefix of the columns that are meant: `"actual_"`
 * @throws DatasetError UNKNOWN_COLUMN, UNKNOWN_CLASS
 */
export function namedPlan(header: readonly string[], { path, protocol, role, rules }: PlanContext, prefix = ''): RowPlan {
  const find = (...names: readonly string[]) => header.findIndex((name) => names.some((each) => `${prefix}${each}` === name.toLowerCase()));
  const slot = (cell: number, read: ReadCell): Slot[] => (cell < 0 ? [] : [{ cell, read }]);
  const scores = role === 'predictions' && protocol.classes !== undefined ? scoreSlots(header, path, { protocol, rules }) : [];
  const expression = protocol.classes === undefined ? [] : slot(find('expression', 'discrete'), rules.class);
  const units = (protocol.units ?? []).flatMap((unit) => slot(find(unit.toLowerCase()), rules.unit));
  const valence = protocol.valence === undefined ? [] : slot(find('valence'), rules.valence);
  const arousal = protocol.arousal === undefined ? [] : slot(find('arousal'), rules.arousal);
  const missing = [
    ...(expression.length + scores.length === 0 ? missingOf(protocol.classes, 'expression') : []),
    ...(valence.length === 0 ? missingOf(protocol.valence, 'valence') : []),
    ...(arousal.length === 0 ? missingOf(protocol.arousal, 'arousal') : []),
    ...(protocol.units ?? []).filter((unit) => find(unit.toLowerCase()) < 0),
  ];
  refuseMissing(header, missing.map((name) => `${prefix}${name}`), { path, protocol });
  return toPlan({ expression, valence, arousal, units, scores }, header.length);
}

/** What the protocol does not ask for is not missing. */
function missingOf(asked: unknown, name: string): readonly string[] {
  return asked === undefined ? [] : [name];
}

function refuseMissing(header: readonly string[], [missing]: readonly string[], { path, protocol }: Pick<PlanContext, 'path' | 'protocol'>): void {
  if (missing === undefined) return;
  const there = header.map((name) => `"${name}"`).join(', ').slice(0, 400);
  throw new DatasetError('UNKNOWN_COLUMN', { path, detail: `has no column "${missing}", which ${protocol.id} needs; its columns are ${there}`, next: 'Name the column so.' });
}

/** Scores are used when there is one for each class; the columns may stand in any order. */
function scoreSlots(header: readonly string[], path: string, { protocol, rules }: Pick<PlanContext, 'protocol' | 'rules'>): Slot[] {
  const classes = protocol.classes!;
  const cells = new Map<number, number>();
  header.forEach((name, cell) => {
    if (!/^p_/i.test(name)) return;
    const code = rules.codeOf(name.slice(2));
    if (code === undefined) throw new DatasetError('UNKNOWN_CLASS', { path, detail: `has a column "${name}", and the classes are ${classes.join(', ')}`, next: 'Name the columns after these classes, or leave those of others out.' });
    if (cells.has(code)) throw new DatasetError('UNKNOWN_COLUMN', { path, detail: `has two columns for the class ${classes[code]!}`, next: 'Keep one of them.' });
    cells.set(code, cell);
  });
  if (cells.size > 0 && cells.size < classes.length) {
    const missing = classes.filter((_, code) => !cells.has(code));
    throw new DatasetError('UNKNOWN_COLUMN', { path, detail: `has p_ columns, and none for ${missing.join(', ')}`, next: 'Write one for each class, or none.' });
  }
  return classes.flatMap((_, code) => (cells.has(code) ? [{ cell: cells.get(code)!, read: rules.score }] : []));
}
