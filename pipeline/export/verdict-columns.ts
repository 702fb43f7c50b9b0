import { EXPRESSIONS, type Verdict } from '../../fusion/verdict.ts';
import type { Column } from './column.ts';

/** What the columns of a verdict are called and whose it is. */
export interface VerdictNaming {
  /** Before every name: `''`, `'face_'`, `'voice_'`. */
  readonly prefix: string;
  /** For people: `'face and voice together'`. */
  readonly of: string;
  /** As in `Column`. */
  readonly source: string;
}

/** Returns the columns of one verdict: the expression, its eight probabilities, valence and arousal. */
export function verdictColumns<Row>({ prefix, of, source }: VerdictNaming, verdict: (row: Row) => Verdict | undefined): Column<Row>[] {
  const affect = (name: 'valence' | 'arousal', from: string, to: string): Column<Row> => ({
    name: `${prefix}${name}`,
    type: 'number',
    unit: '1',
    range: [-1, 1],
    description: `${name} from ${from} to ${to}, by ${of}`,
    source,
    value: (row) => verdict(row)?.[name],
  });
  return [
    {
      name: `${prefix}expression`,
      type: 'text',
      values: EXPRESSIONS,
      description: `the most probable expression, by ${of}; empty when there is no verdict`,
      source,
      value: (row) => verdict(row)?.expression,
    },
    ...EXPRESSIONS.map(
      (expression): Column<Row> => ({
        name: `${prefix}p_${expression}`,
        type: 'number',
        unit: '1',
        range: [0, 1],
        description: `probability of ${expression}, by ${of}; empty when the model does not know this class`,
        source,
        value: (row) => verdict(row)?.probabilities[expression],
      }),
    ),
    affect('valence', 'unpleasant', 'pleasant'),
    affect('arousal', 'calm', 'excited'),
    {
      name: `${prefix}valence_arousal`,
      type: 'text',
      values: ['measured', 'derived'],
      description: 'measured: from a model output; derived: expectation of published class coordinates under the probabilities',
      source,
      value: (row) => verdict(row)?.valenceArousal,
    },
  ];
}
