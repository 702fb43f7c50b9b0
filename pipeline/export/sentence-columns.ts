import type { SentenceRow } from '../rows.ts';
import type { Column } from './column.ts';
import { formatCell } from './format-cell.ts';
import { verdictColumns } from './verdict-columns.ts';

/** The columns of `sentences.csv`, one row for each stretch of speech in words. */
export const sentenceColumns: readonly Column<SentenceRow>[] = [
  { name: 'start', type: 'time', unit: 's', description: 'start of the sentence on the clock of the clip', source: 'transcript', value: (row) => row.start },
  { name: 'end', type: 'time', unit: 's', description: 'end of the sentence', source: 'transcript', value: (row) => row.end },
  { name: 'speaker', type: 'text', description: 'who says it, as the transcript names them; empty when it does not', source: 'transcript', value: (row) => row.speaker },
  { name: 'person', type: 'integer', unit: '1', description: 'number of the person in view who says it; empty when that is not known', source: 'tracking', value: (row) => row.person },
  { name: 'text', type: 'text', description: 'what is said', source: 'transcript', value: (row) => row.text },
  ...verdictColumns<SentenceRow>({ prefix: '', of: 'the words', source: 'textEmotion' }, (row) => row.verdict),
  { name: 'dominance', type: 'number', unit: '1', range: [-1, 1], description: 'dominance from powerless to in control, by the words; empty when the model does not measure it', source: 'textEmotion', value: (row) => row.dominance },
  { name: 'words', type: 'text', description: 'the words that weighed most, each with what the probability of the expression loses without it, joined by a space: great:0.31 not:-0.2', source: 'textEmotion', value: toWeights },
  { name: 'note', type: 'text', description: 'why there is no verdict, or what to know of it', source: 'textEmotion', value: (row) => row.note },
];

/** Words that a cell names. */
const NAMED = 5;

function toWeights({ text, weights = [] }: SentenceRow): string | undefined {
  const heaviest = [...weights].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, NAMED);
  if (heaviest.length === 0) return undefined;
  return heaviest.map(({ from, to, weight }) => `${text.slice(from, to)}:${formatCell(Number(weight.toFixed(3)), 'number')}`).join(' ');
}
