import { EXPRESSIONS } from '../../fusion/verdict.ts';
import type { PluginColumn, PluginTable } from '../clip-results.ts';
import type { Classified } from './classify-moment.ts';
import { type Agreement, scoreAgreement } from './score-agreement.ts';
import type { Answer } from './describe-moment.ts';
import type { Moment } from './moment.ts';

/** A moment, what the classifier says of it, and what became of the question. */
export interface DescribedMoment {
  readonly moment: Moment;
  /** Whose face the cues are of; absent: nobody is seen. */
  readonly person?: number;
  readonly classified?: Classified;
  readonly answer: Answer | { readonly state: 'no cues' | 'not asked' };
}

const COLUMNS: readonly PluginColumn[] = [
  { name: 'start', type: 'time', unit: 's', description: 'start of what is described, on the clock of the clip' },
  { name: 'end', type: 'time', unit: 's', description: 'its end' },
  { name: 'person', type: 'integer', unit: '1', description: 'number of the person that is described; empty when nobody is seen' },
  { name: 'words', type: 'text', description: 'words for what the person seems to feel, the most fitting first; empty without an answer that can be read' },
  { name: 'label', type: 'text', description: 'the one of the eight expressions that fits best, as the model says' },
  { name: 'explanation', type: 'text', description: 'one sentence of the model on what its answer rests on' },
  { name: 'classifier', type: 'text', description: 'the most probable expression of the fused verdicts over the same time' },
  { name: 'p_label', type: 'number', unit: '1', range: [0, 1], description: 'probability that the fused verdicts give to `label`' },
  { name: 'answer', type: 'text', description: 'parsed; repaired: at the second attempt; unparsed; no cues: nothing to ask about; not asked: the budget was used up' },
  { name: 'raw', type: 'text', description: 'what the model said, where that cannot be read' },
];

/** Returns the table of descriptions. */
export function descriptionTable(described: readonly DescribedMoment[]): PluginTable {
  return { name: 'descriptions', title: 'Descriptions', columns: COLUMNS, rows: described.map(toCells) };
}

function toCells({ moment, person, classified, answer }: DescribedMoment): PluginTable['rows'][number] {
  const found = 'description' in answer ? answer.description : undefined;
  return {
    start: moment.start,
    end: moment.end,
    person,
    words: found?.words.join(', '),
    label: found?.label,
    explanation: found?.explanation,
    classifier: classified?.label,
    p_label: found === undefined ? undefined : classified?.probabilities[EXPRESSIONS.indexOf(found.label)],
    answer: answer.state,
    raw: answer.state === 'unparsed' ? answer.raw.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, 500) : undefined,
  };
}

/** Returns the table of how far the labels of the descriptions agree with the classifier: a row for all, then one for each expression that either names. */
export function agreementTable(described: readonly DescribedMoment[]): PluginTable {
  const { all, byLabel } = scoreAgreement(toPairs(described));
  return {
    name: 'description-agreement',
    title: 'Descriptions and classifier',
    columns: [
      { name: 'label', type: 'text', description: 'an expression; all: every one' },
      { name: 'moments', type: 'integer', unit: '1', description: 'moments with a label of both; of one expression: those that either gives it' },
      { name: 'described', type: 'integer', unit: '1', description: 'moments that the description gives the label' },
      { name: 'classified', type: 'integer', unit: '1', description: 'moments that the classifier gives the label' },
      { name: 'both', type: 'integer', unit: '1', description: 'moments that both give the label' },
      { name: 'agreement', type: 'number', unit: '1', range: [0, 1], description: 'both over moments' },
      { name: 'kappa', type: 'number', unit: '1', range: [-1, 1], description: 'agreement beyond chance (Cohen 1960); empty for single expressions, and where chance alone would agree always' },
    ],
    rows: [{ label: 'all', ...all }, ...byLabel.map((each) => ({ ...each }))],
  };
}

/** Returns the labels of moments that both have named. */
export function toPairs(described: readonly DescribedMoment[]): Agreement['pairs'] {
  return described.flatMap(({ answer, classified }) => ('description' in answer && classified !== undefined ? [[answer.description.label, classified.label] as const] : []));
}
