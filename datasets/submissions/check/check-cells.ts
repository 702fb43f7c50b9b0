import type { Protocol } from '../../protocols/protocol.ts';
import { addReal, type StatisticsBuilder } from './answer-statistics.ts';
import type { Tally } from './tally.ts';

/** What checks of single cells share. */
export interface CellContext {
  readonly protocol: Protocol;
  readonly tally: Tally;
  readonly statistics: StatisticsBuilder;
  /** Name of the file in findings. */
  readonly file: string;
}

const REAL = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/** Checks a real number, which is counted when it is one in range. Returns whether it was. */
export function checkReal(cell: string, line: number, kind: 'valence' | 'arousal', context: CellContext): boolean {
  const value = Number(cell);
  const [lowest, highest] = context.protocol[kind] ?? [-1, 1];
  if (value >= lowest && value <= highest && REAL.test(cell)) {
    addReal(context.statistics[kind], value);
    return true;
  }
  if (refuseSpace(cell, line, context)) return checkReal(cell.trim(), line, kind, context);
  const where = at(line, context);
  if (!REAL.test(cell)) context.tally.add('error', 'not-a-number', () => ({ where, what: `${kind} is ${shown(cell)}, which is no number`, fix: `Write a number from ${lowest} to ${highest} with a point: 0.250000.` }));
  else if (value === context.protocol.invalid[kind]) context.tally.add('error', 'placeholder', () => ({ where, what: `${kind} is ${cell}, the code for "no label"`, fix: `Write a prediction from ${lowest} to ${highest} in every row.` }));
  else context.tally.add('error', 'out-of-range', () => ({ where, what: `${kind} is ${cell}, and ${lowest} to ${highest} is allowed`, fix: 'Clip it to the range, after smoothing.' }));
  return false;
}

/** Checks the code of a class. Returns whether it was one. */
export function checkClass(cell: string, line: number, context: CellContext): boolean {
  const { classes = [], aliases = {}, invalid } = context.protocol;
  if (/^\d{1,2}$/.test(cell) && Number(cell) < classes.length) {
    context.statistics.classes[Number(cell)]!++;
    return true;
  }
  if (refuseSpace(cell, line, context)) return checkClass(cell.trim(), line, context);
  const where = at(line, context);
  const fix = `Write one code from 0 (${classes[0]!}) to ${classes.length - 1} (${classes.at(-1)!}).`;
  const word = classes.findIndex((name) => name.toLowerCase() === (aliases[cell.toLowerCase()] ?? cell).toLowerCase());
  if (word >= 0) context.tally.add('error', 'class-word', () => ({ where, what: `${shown(cell)} is the word, and the code is wanted`, fix: `Write ${word} for ${classes[word]!}.` }));
  else if (!REAL.test(cell)) context.tally.add('error', 'not-a-number', () => ({ where, what: `the class is ${shown(cell)}`, fix }));
  else if (!Number.isInteger(Number(cell)) || /[.eE]/.test(cell)) context.tally.add('error', 'not-an-integer', () => ({ where, what: `the class is ${cell}, which is not written as a whole number`, fix }));
  else if (Number(cell) === invalid.expression) context.tally.add('error', 'placeholder', () => ({ where, what: `the class is ${cell}, the code for "no label"`, fix }));
  else context.tally.add('error', 'out-of-range', () => ({ where, what: `the class is ${cell}, and there are codes 0 to ${classes.length - 1}`, fix }));
  return false;
}

/** Checks the 0 or 1 of an action unit. Returns whether it was one. */
export function checkUnit(cell: string, line: number, unit: number, context: CellContext): boolean {
  if (cell === '0' || cell === '1') {
    context.statistics.units[unit]! += Number(cell);
    return true;
  }
  if (refuseSpace(cell, line, context)) return checkUnit(cell.trim(), line, unit, context);
  const where = at(line, context);
  const name = context.protocol.units![unit]!;
  const value = REAL.test(cell) ? Number(cell) : NaN;
  if (value > 0 && value < 1) context.tally.add('error', 'probabilities', () => ({ where, what: `${name} is ${cell}, a probability`, fix: 'Write 1 where it is at least 0.5 and 0 where it is less.' }));
  else if (value === 0 || value === 1) context.tally.add('error', 'not-an-integer', () => ({ where, what: `${name} is ${cell}, which is not written as a whole number`, fix: 'Write 0 or 1.' }));
  else if (value === context.protocol.invalid.units) context.tally.add('error', 'placeholder', () => ({ where, what: `${name} is ${cell}, the code for "no label"`, fix: 'Write 0 or 1 in every row.' }));
  else context.tally.add('error', Number.isNaN(value) ? 'not-a-number' : 'out-of-range', () => ({ where, what: `${name} is ${shown(cell)}`, fix: 'Write 0 or 1.' }));
  return false;
}

/** Where a finding is: `"predictions.txt:12"`. */
export function at(line: number, { file }: { readonly file: string }): string {
  return `${file}:${line}`;
}

/** A cell as findings show it. */
export function shown(cell: string): string {
  return cell === '' ? 'empty' : `"${cell.length > 40 ? `${cell.slice(0, 40)}…` : cell}"`;
}

/** Readers of numbers pass over space; those of words do not. */
function refuseSpace(cell: string, line: number, context: CellContext): boolean {
  if (cell === cell.trim()) return false;
  context.tally.add('warning', 'space', () => ({ where: at(line, context), what: `there is space around ${shown(cell.trim())}`, fix: 'Write cells without space.' }));
  return true;
}
