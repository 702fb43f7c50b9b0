/** Kinds of labels of Aff-Wild2, each with folders of its own. */
export type AffWild2Task = 'va' | 'expr' | 'au' | 'mtl';

/** Parts that the organisers divide the corpus into, anew for each task. */
export type AffWild2Split = 'train' | 'validation' | 'test';

/** Classes in the order of their codes. */
export const CLASSES = ['Neutral', 'Anger', 'Disgust', 'Fear', 'Happiness', 'Sadness', 'Surprise', 'Other'] as const;

/** Action units in the order of the columns. */
export const UNITS = ['AU1', 'AU2', 'AU4', 'AU6', 'AU7', 'AU10', 'AU12', 'AU15', 'AU23', 'AU24', 'AU25', 'AU26'] as const;

/** Where the labels of a task are, over all editions. */
export interface TaskLayout {
  /** Names of its folder, without regard to case, spaces and underscores. */
  readonly folders: readonly string[];
  /** First lines that its files may have; the usual one first. */
  readonly headers: readonly (readonly string[])[];
  /** What the name of a list of its test set contains. */
  readonly testList: RegExp;
}

/** The layout of each task. Editions 1 and 2 had the first seven classes, without "Other". */
export const TASK_LAYOUTS: Readonly<Record<AffWild2Task, TaskLayout>> = {
  va: { folders: ['VA_Estimation_Challenge', 'VA_Set'], headers: [['valence', 'arousal']], testList: /(?:^|[_ -])va[_ -]|valence/i },
  expr: { folders: ['EXPR_Recognition_Challenge', 'EXPR_Classification_Challenge', 'EXPR_Set'], headers: [CLASSES, CLASSES.slice(0, 7)], testList: /(?:^|[_ -])expr/i },
  au: { folders: ['AU_Detection_Challenge', 'AU_Set'], headers: [UNITS], testList: /(?:^|[_ -])au[_ -]|action[_ -]unit/i },
  mtl: {
    folders: ['MTL_Challenge'],
    headers: [
      ['image', 'valence', 'arousal', 'expression', 'aus'],
      ['image', 'valence', 'arousal', 'expression', ...UNITS],
    ],
    testList: /mtl|multi[_ -]task/i,
  },
};

/** Names of the folder of each split; for `mtl`, of the file without `.txt`. */
export const SPLIT_NAMES: Readonly<Record<AffWild2Split, readonly string[]>> = {
  train: ['Train_Set', 'Training_Set', 'training_set_annotations', 'Train'],
  validation: ['Validation_Set', 'Val_Set', 'validation_set_annotations', 'Validation', 'Val'],
  test: ['Test_Set', 'test_set_annotations'],
};

/** How the organisers end the name of a list of a test set. */
export const TEST_LIST = /test[_ ]set[_ ](?:examples?|samples?|release)\.txt$/i;
