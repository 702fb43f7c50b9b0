/** Kinds of labels that have a folder of their own. */
export const FRAME_TASKS = ['va', 'expr', 'au'] as const;

/** One of them. */
export type FrameTask = (typeof FRAME_TASKS)[number];

/** How an edition of ABAW calls its folders and files. */
export interface EditionNames {
  /** Folder of all annotations; where there are none but multi-task ones, those lie in the root. */
  readonly annotations: string;
  /** Tasks with a folder each, and its name. */
  readonly folders: Readonly<Partial<Record<FrameTask, string>>>;
  /** Lists of the videos of each test set. */
  readonly lists: Readonly<Record<FrameTask, string>>;
  /** Samples of a submission; the third edition had none. */
  readonly samples?: Readonly<Record<FrameTask, string>>;
  /** Annotations of the multi-task set, by split. */
  readonly multiTask?: { readonly train: string; readonly validation: string; readonly test: string };
}

const LISTS = {
  va: 'Valence_Arousal_Estimation_Challenge_test_set_release.txt',
  expr: 'Expression_Recognition_Challenge_test_set_release.txt',
  au: 'Action_Unit_Detection_Challenge_test_set_release.txt',
} as const;
const SHORT = { va: 'VA', expr: 'Expr', au: 'AU' } as const;

/** Returns the names that an edition uses, 3 to 8. Editions 4 and 7 had the multi-task set only. */
export function namesOfEdition(edition: number): EditionNames {
  const annotations = edition === 3 ? 'Third ABAW Annotations' : `${edition}th_ABAW_Annotations`;
  if (edition === 4 || edition === 7) return { annotations, folders: {}, lists: LISTS, multiTask: { train: 'training_set_annotations.txt', validation: 'validation_set_annotations.txt', test: 'test_set_annotations.txt' } };
  const expr = edition === 3 || edition === 5 ? 'EXPR_Classification_Challenge' : 'EXPR_Recognition_Challenge';
  const folders = { va: 'VA_Estimation_Challenge', expr, au: 'AU_Detection_Challenge' };
  if (edition === 3) {
    const folder = `${annotations}/MTL_Challenge`;
    return { annotations, folders, lists: LISTS, multiTask: { train: `${folder}/train_set.txt`, validation: `${folder}/validation_set.txt`, test: `${folder}/test_set.txt` } };
  }
  const sample = (task: FrameTask) => `CVPR_${edition}th_ABAW_${SHORT[task]}_test_set_${edition === 5 ? 'sample' : 'example'}.txt`;
  return { annotations, folders, lists: LISTS, samples: { va: sample('va'), expr: sample('expr'), au: sample('au') } };
}
