import { EXPRESSION_ALIASES, EXPRESSIONS, UNITS } from './abaw-labels.ts';
import { ABAW_PUBLISHED } from './abaw-published.ts';
import type { Protocol } from './protocol.ts';
import type { SubmissionFormat } from './submission-format.ts';

type Task = 'va' | 'expr' | 'au' | 'mtl';

/** What an edition changes. */
interface Edition {
  readonly number: number;
  readonly year: number;
  readonly tasks: readonly Task[];
  readonly unverified: readonly string[];
}

const EDITIONS: readonly Edition[] = [
  { number: 3, year: 2022, tasks: ['va', 'expr', 'au', 'mtl'], unverified: ['the file of the multi-task track', 'figures of the baseline'] },
  { number: 4, year: 2022, tasks: ['mtl'], unverified: ['the name of the test list', 'figures of the baseline'] },
  { number: 5, year: 2023, tasks: ['va', 'expr', 'au'], unverified: ['figures of the baseline', 'the first place of VA'] },
  { number: 6, year: 2024, tasks: ['va', 'expr', 'au'], unverified: ['EXPR baseline on the test set: 0.205 in one table of upczww/abaw6, 0.225 in another', 'how many submissions are allowed'] },
  { number: 7, year: 2024, tasks: ['mtl'], unverified: ['the name of the test list', 'results of the winners'] },
  { number: 8, year: 2025, tasks: ['va', 'expr', 'au'], unverified: ['names of the organisers\' files', 'results of the winners'] },
];

const RANGE = [-1, 1] as const;
const TITLES = { va: 'valence and arousal', expr: 'expressions', au: 'action units', mtl: 'multi-task: valence and arousal, expressions, action units' } as const;

const VA = { valence: RANGE, arousal: RANGE } as const;
const EXPR = { classes: EXPRESSIONS, aliases: EXPRESSION_ALIASES } as const;
const AU = { units: UNITS } as const;

/** What each task asks for and how it is scored. */
const TASKS = {
  va: {
    ...VA,
    invalid: { valence: -5, arousal: -5 },
    score: { metric: 'ccc', parts: ['ccc-valence', 'ccc-arousal'], formula: '(CCC of valence + CCC of arousal) / 2, each once over all valid frames of all videos, moments over n' },
  },
  expr: {
    ...EXPR,
    invalid: { expression: -1 },
    score: { metric: 'macro-f1', parts: ['accuracy', 'uar'], formula: 'unweighted mean of the F1 of 8 classes over all valid frames of all videos' },
  },
  au: {
    ...AU,
    invalid: { units: -1 },
    score: { metric: 'au-f1', parts: [], formula: 'mean over 12 units of the F1 of "active", over all valid frames of all videos' },
  },
  mtl: {
    ...VA,
    ...EXPR,
    ...AU,
    invalid: { expression: -1, valence: -5, arousal: -5, units: -1 },
    score: { metric: 'abaw-mtl', parts: ['ccc', 'ccc-valence', 'ccc-arousal', 'macro-f1', 'au-f1'], formula: 'mean CCC of valence and arousal + macro F1 of 8 expressions + mean F1 of 12 action units' },
  },
} as const satisfies Record<Task, Partial<Protocol>>;

const HEADERS = { va: ['valence', 'arousal'], expr: EXPRESSIONS, au: UNITS } as const;
const VALUES = { va: 'reals', expr: 'class-index', au: 'binary' } as const;
const SOURCES = {
  va: ['dkollias/Aff-Wild-models, eval_script.py: population moments, once over all frames', 'FulgenceWen/ABAW6th, VA/main-test.py: header, six decimals, frame NNNNN is row NNNNN − 1'],
  expr: ['FulgenceWen/ABAW6th, Expr/submission_format.py: header of eight names, one class index a row'],
  au: ['av-savchenko/face-emotion-recognition, ABAW6 notebooks: header and rows'],
  mtl: ['wtomin/ABAW3_MultiEmotionNet, MTL/create_annotation_file: header and rows', 'arXiv 2407.03835: sum of the three scores'],
} as const;

const NOTES = {
  va: ['Published test figures are often those of the best of several folds, and a validation figure of a fold is no figure of the official division.', 'From validation to test CtyunAI lost 0.02 to 0.08, by fold.'],
  expr: ['Published test figures are often those of the best of several folds.', 'From validation to test CtyunAI lost 0.08 to 0.11, in every fold.', 'Neutral and Other are 59 % of the training frames, and Disgust and Fear 1 to 2 % each: each class counts the same.'],
  au: ['Published test figures are often those of the best of several folds.', 'From validation to test CtyunAI lost 0.03 to 0.11, by fold.'],
  mtl: ['The score is a sum of three, so it goes up to 3.'],
} as const;

/** Every protocol of the ABAW challenges on Aff-Wild2, third edition to eighth. */
export const ABAW: readonly Protocol[] = EDITIONS.flatMap((edition) => edition.tasks.map((task) => toProtocol(edition, task)));

function toProtocol({ number, year, unverified }: Edition, task: Task): Protocol {
  const id = `abaw${number}-${task}`;
  return {
    id,
    title: `ABAW ${number} (${year}), ${TITLES[task]}`,
    corpus: 'aff-wild2',
    task,
    level: 'frame',
    ...TASKS[task],
    splits: { train: 'train', validation: 'validation', test: 'test' },
    folds: { kind: 'given', by: 'split' },
    submission: toFormat(number, task),
    published: ABAW_PUBLISHED[id] ?? [],
    notes: NOTES[task],
    sources: SOURCES[task],
    unverified,
  };
}

function toFormat(edition: number, task: Task): SubmissionFormat {
  if (task === 'mtl') return { kind: 'frame-table', header: ['image', 'valence', 'arousal', 'expression', 'aus'], values: 'multi-task', file: 'predictions.txt' };
  if (edition === 3) return { kind: 'frame-files', header: HEADERS[task], values: VALUES[task] };
  return { kind: 'frame-table', header: ['image_location', ...HEADERS[task]], values: VALUES[task], file: 'predictions.txt' };
}
