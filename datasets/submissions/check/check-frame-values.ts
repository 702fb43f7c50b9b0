import type { FrameFiles, FrameTable } from '../../protocols/submission-format.ts';
import { at, checkClass, checkReal, checkUnit, type CellContext } from './check-cells.ts';

type Values = (FrameTable | FrameFiles)['values'];

/** Returns a function that checks what stands behind the key in one row, and counts it. */
export function createFrameValueCheck(values: Values, context: CellContext): (text: string, line: number) => void {
  const { protocol, statistics } = context;
  const units = protocol.units?.length ?? 0;
  const expected = { reals: 2, 'class-index': 1, binary: units, 'multi-task': 3 + units }[values];
  const check = (cells: readonly string[], line: number): boolean => {
    if (values === 'class-index') return checkClass(cells[0]!, line, context);
    const from = values === 'multi-task' ? 3 : 0;
    const reals = values === 'binary' || [checkReal(cells[0]!, line, 'valence', context), checkReal(cells[1]!, line, 'arousal', context)].every(Boolean);
    const code = values !== 'multi-task' || checkClass(cells[2]!, line, context);
    let fine = reals && code;
    if (values !== 'reals') for (let unit = 0; unit < units; unit++) fine = checkUnit(cells[from + unit]!, line, unit, context) && fine;
    return fine;
  };
  return (text, line) => {
    const cells = text.split(',');
    if (cells.length !== expected) reportCells(cells, line, { values, expected, context });
    else if (check(cells, line)) statistics.rows++;
  };
}

interface WrongCells {
  readonly values: Values;
  readonly expected: number;
  readonly context: CellContext;
}

/** Says why a row has another number of cells, as far as that can be told. */
function reportCells(cells: readonly string[], line: number, { values, expected, context }: WrongCells): void {
  const { tally, protocol } = context;
  const where = at(line, context);
  const text = cells.join(',');
  const numbers = cells.map(Number);
  const inUnitRange = numbers.every((value) => value >= 0 && value <= 1);
  const classes = protocol.classes?.length;
  if (values === 'class-index' && cells.length === classes && inUnitRange) {
    const oneHot = numbers.every((value) => value === 0 || value === 1) && numbers.filter((value) => value === 1).length === 1;
    const best = numbers.indexOf(Math.max(...numbers));
    tally.add('error', oneHot ? 'one-hot' : 'probabilities', () => ({ where, what: `${text.slice(0, 60)} is ${oneHot ? 'a one-hot row' : 'a row of probabilities'}`, fix: `Write the one code ${best} under all ${classes} names.` }));
  } else if ((values === 'reals' || values === 'multi-task') && cells.length === expected + 2 && cells.slice(0, 4).every((cell) => /^-?\d+$/.test(cell))) {
    tally.add('error', 'decimal-comma', () => ({ where, what: `${text.slice(0, 60)} has commas as decimal points`, fix: `Write points: ${cells[0]!}.${cells[1]!},${cells[2]!}.${cells[3]!}.` }));
  } else if (/[;\t]/.test(text)) {
    tally.add('error', 'wrong-delimiter', () => ({ where, what: `cells are divided by ${text.includes(';') ? 'semicolons' : 'tabs'}`, fix: 'Write commas between cells, and points in numbers.' }));
  } else {
    tally.add('error', 'wrong-cells', () => ({ where, what: `${text === '' ? 'nothing stands' : `${cells.length} values stand`} behind the name, and ${expected} ${expected === 1 ? 'is' : 'are'} wanted`, fix: `Write rows such as ${example(values, protocol.units?.length ?? 0)}.` }));
  }
}

function example(values: Values, units: number): string {
  const binary = Array.from({ length: units }, () => '0').join(',');
  return `key/00001.jpg,${{ reals: '0.250000,-0.125000', 'class-index': '4', binary, 'multi-task': `0.250000,-0.125000,4,${binary}` }[values]}`;
}
