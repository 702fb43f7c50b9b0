import { EXPRESSIONS, type Expression } from '../../fusion/verdict.ts';
import type { TableRow } from '../../datasets/tables/read-table.ts';
import type { ModalityAnswer } from './system.ts';

/** Sums over the rows of a table that have a verdict. */
export interface MeanAnswer {
  readonly add: (row: TableRow) => void;
  /** Returns the means; `undefined` when no row had a verdict. */
  readonly result: () => ModalityAnswer | undefined;
}

/** Returns an empty mean over verdicts in the columns `prefix` + `p_neutral` …, `valence`, `arousal`. */
export function meanAnswer(prefix: string): MeanAnswer {
  const sums = new Map<string, number>();
  let rows = 0;
  const add = (row: TableRow) => {
    if (row.cell(`${prefix}expression`) === '') return;
    rows += 1;
    for (const name of [...EXPRESSIONS.map((expression) => `p_${expression}`), 'valence', 'arousal']) {
      const text = row.cell(prefix + name);
      if (text !== '') sums.set(name, (sums.get(name) ?? 0) + Number(text));
    }
  };
  const mean = (name: string) => (sums.has(name) ? sums.get(name)! / rows : undefined);
  const result = (): ModalityAnswer | undefined => {
    if (rows === 0) return undefined;
    const probabilities: Partial<Record<Expression, number>> = {};
    for (const expression of EXPRESSIONS) {
      const value = mean(`p_${expression}`);
      if (value !== undefined) probabilities[expression] = value;
    }
    const [valence, arousal] = [mean('valence'), mean('arousal')];
    return { probabilities, ...(valence !== undefined && { valence }), ...(arousal !== undefined && { arousal }) };
  };
  return { add, result };
}
