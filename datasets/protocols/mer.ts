import { EMOTION_ALIASES, EMOTIONS } from './mer-labels.ts';
import { MER_PUBLISHED } from './mer-published.ts';
import type { Protocol } from './protocol.ts';

/** What organisers write for valence before labels are out. */
const PLACEHOLDER = -10;
const EMOTION = { level: 'clip', classes: EMOTIONS, aliases: EMOTION_ALIASES, folds: { kind: 'random', folds: 5, seed: 0 } } as const;
const WEIGHTED_F1 = 'weighted F1 of the six emotions: Σ support · F1 / Σ support';
const RANDOM_FOLDS = 'the folds of the baseline: they are drawn without a seed';

const FOLD_NOTES = [
  'Baseline figures on the training part are the mean of the best epoch of 5 folds, chosen on the same folds, which flatters; figures on test sets are of the mean of the raw outputs of 5 folds.',
  'The baseline ignores its seed for folds, so they cannot be made again.',
] as const;

const MULTI = {
  ...EMOTION,
  corpus: 'mer2023',
  valence: [-5, 5],
  invalid: { valence: PLACEHOLDER },
  score: { metric: 'mer-combined', parts: ['weighted-f1', 'mse', 'accuracy'], formula: `${WEIGHTED_F1}, minus a quarter of the mean squared error of valence on [−5, 5]` },
  notes: ['The score is a fraction, not percent, and may be negative.', ...FOLD_NOTES],
  sources: ['zeroQiaoba/MER2023-Baseline, main-release.py: write_to_csv_pred, overall_metric, report_results_on_test1_test2', 'arXiv 2304.08981, section 2'],
  unverified: ['the name of the file', RANDOM_FOLDS],
} as const;
const MULTI_FILE = { kind: 'clip-table', header: ['name', 'discrete', 'valence'], file: 'submission.csv', rows: 'exact' } as const;

const SEMI = { ...EMOTION, score: { metric: 'weighted-f1', parts: ['accuracy'], formula: WEIGHTED_F1 }, invalid: {}, notes: FOLD_NOTES } as const;
const CLASS_FILE = { kind: 'clip-table', header: ['name', 'discrete'], file: 'submission.csv', archive: 'submission.zip' } as const;
const WORDS = { level: 'clip', invalid: {}, folds: EMOTION.folds, notes: ['The tables that say which words mean the same decide the score: give those of the organisers with `--words`.'] } as const;
const WHEELS = { kind: 'word-table', header: ['name', 'openset'], file: 'submission.csv', archive: 'submission.zip', rows: 'superset', count: 20_000 } as const;

/** Every protocol of the MER challenges that public code tells how to score. */
export const MER: readonly Protocol[] = [
  {
    ...MULTI,
    id: 'mer2023-multi',
    title: 'MER 2023, MER-MULTI: emotion and valence of clips',
    splits: { train: 'train', test: 'test1' },
    submission: { ...MULTI_FILE, count: 411 },
    published: MER_PUBLISHED['mer2023-multi'],
  },
  {
    ...MULTI,
    id: 'mer2023-noise',
    title: 'MER 2023, MER-NOISE: emotion and valence of clips with noise and blur',
    splits: { train: 'train', test: 'test2' },
    submission: { ...MULTI_FILE, count: 412 },
    published: MER_PUBLISHED['mer2023-noise'],
  },
  {
    ...SEMI,
    id: 'mer2023-semi',
    title: 'MER 2023, MER-SEMI: emotion of clips, with many unlabelled ones',
    corpus: 'mer2023',
    invalid: { valence: PLACEHOLDER },
    splits: { train: 'train', test: 'test3' },
    submission: { ...MULTI_FILE, rows: 'superset', count: 73_982 },
    published: MER_PUBLISHED['mer2023-semi'],
    sources: ['zeroQiaoba/MER2023-Baseline, main-release.py: write_to_csv_pred, report_results_on_test3', 'arXiv 2304.08981, section 2.3: 834 of 73 982 clips are scored'],
    unverified: ['the name of the file', RANDOM_FOLDS],
  },
  {
    ...SEMI,
    id: 'mer2024-semi',
    title: 'MER 2024, MER-SEMI: emotion of clips, with many unlabelled ones',
    corpus: 'mer2024',
    task: 'semi',
    splits: { train: 'train', test: 'test1' },
    submission: { ...CLASS_FILE, rows: 'superset', count: 20_000 },
    published: MER_PUBLISHED['mer2024-semi'],
    sources: ['zeroQiaoba/MERTools, MER2024/toolkit/dataloader/mer2024.py, preprocess/mer2024.py'],
    unverified: ['columns and name of the file', 'figures of the baseline', RANDOM_FOLDS],
  },
  {
    ...SEMI,
    id: 'mer2024-noise',
    title: 'MER 2024, MER-NOISE: emotion of clips with noise and blur',
    corpus: 'mer2024',
    task: 'semi',
    splits: { train: 'train', test: 'test1' },
    submission: { ...CLASS_FILE, rows: 'superset', count: 20_000 },
    published: MER_PUBLISHED['mer2024-noise'],
    sources: ['zeroQiaoba/MERTools, MER2024/toolkit/dataloader/mer2024.py, MER2024/main-noise.py'],
    unverified: ['columns and name of the file', 'figures of the baseline', RANDOM_FOLDS],
  },
  {
    ...WORDS,
    id: 'mer2024-ov',
    title: 'MER 2024, MER-OV: words of an open vocabulary',
    corpus: 'mer2024',
    task: 'ov',
    splits: { train: 'train', test: 'test1' },
    score: { metric: 'set-overlap', parts: ['set-accuracy', 'set-recall'], formula: 'mean of the accuracy (right of the given words) and the recall (right of the true words) of each clip, synonyms counted as one word' },
    submission: { ...WHEELS },
    published: MER_PUBLISHED['mer2024-ov'],
    sources: ['zeroQiaoba/MERTools, MER2024/main-ov.py: calculate_openset_overlap_rate_mer2024', 'zeroQiaoba/MERTools, MER2024/ov_store: columns of both files'],
    unverified: ['the groups of synonyms of the test clips: a language model made them for each pair of answers'],
  },
  {
    ...SEMI,
    id: 'mer2025-semi',
    title: 'MER 2025, MER-SEMI: emotion of clips, with many unlabelled ones',
    corpus: 'mer2025',
    task: 'semi',
    splits: { train: 'train', test: 'test1' },
    submission: { ...CLASS_FILE, rows: 'superset', count: 20_000 },
    published: MER_PUBLISHED['mer2025-semi'],
    sources: ['zeroQiaoba/MERTools, MER2025/MER2025_Track1/submission.py and evaluation.py: name,discrete, exactly 20 000 rows'],
    unverified: ['the name of the archive', RANDOM_FOLDS],
  },
  {
    ...WORDS,
    id: 'mer2025-fg',
    title: 'MER 2025, MER-FG: words of an open vocabulary',
    corpus: 'mer2025',
    task: 'fg',
    splits: { train: 'train', test: 'test1' },
    score: { metric: 'wheel-f1', parts: ['wheel-f1-level1', 'wheel-f1-level2'], formula: 'mean over two levels of the mean over five emotion wheels of F1 = 2PR / (P + R), P and R averaged over clips' },
    submission: WHEELS,
    published: MER_PUBLISHED['mer2025-fg'],
    sources: ['zeroQiaoba/MERTools, MER2025/MER2025_Track23/evaluation.py and my_affectgpt/evaluation/wheel.py'],
    unverified: ['the file that is handed in: the code reads filenames and fileitems of an npz'],
  },
  {
    ...SEMI,
    id: 'mer2026-cross',
    title: 'MER 2026, MER-Cross: emotion of the one who listens',
    corpus: 'mer2026',
    task: 'cross',
    splits: { train: 'train', test: 'test1' },
    submission: { ...CLASS_FILE, rows: 'superset', count: 20_000 },
    published: [],
    sources: ['zeroQiaoba/MERTools, MER2026/MER2026_Track1/submission.py, evaluation.py and README.md'],
    unverified: ['the name of the archive', 'figures of the baseline', RANDOM_FOLDS],
  },
  {
    ...WORDS,
    id: 'mer2026-fg',
    title: 'MER 2026, MER-FG: words of an open vocabulary',
    corpus: 'mer2026',
    task: 'fg',
    splits: { train: 'train', test: 'test1' },
    score: { metric: 'wheel-f1-level1', parts: ['wheel-precision-level1', 'wheel-recall-level1'], formula: 'mean over five emotion wheels, innermost level, of F1 = 2PR / (P + R), P and R averaged over clips' },
    submission: WHEELS,
    published: [],
    sources: ['zeroQiaoba/MERTools, MER2026/MER2026_Track2/evaluation.py and README.md: level 1 only'],
    unverified: ['the file that is handed in: the code reads filenames and fileitems of an npz', 'figures of the baseline'],
  },
];
