import { ConfigError } from '../../../configs/config-error.ts';
import { readClipLabels } from '../../../datasets/tables/read-clip-labels.ts';
import { readFrameLabels } from '../../../datasets/tables/read-frame-labels.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { ClipLabels, FrameLabels } from '../../../datasets/tables/clip-labels.ts';
import type { FrameLabelOptions, LabelColumns, LabelOptions } from '../../../datasets/tables/label-options.ts';
import type { ClipTruth, Task } from './clip-truth.ts';
import { without } from './without.ts';

/** How a table of labels is understood. */
export type TruthOptions = Omit<TrainingConfig['labels'], 'unlabelled' | 'separator' | 'votes' | 'predictions' | 'rule'> & { readonly unlabelled: 'refuse' | 'skip' | 'keep' };

/**
 * Resolves with what the table says of each clip, in its order. Columns of labels that are not among the tasks are not read.
 *
 * @throws DatasetError naming table, line and clip
 * @throws ConfigError when classes or aliases contradict themselves
 */
export async function readTruth({ file, level, ...labels }: TruthOptions, tasks: readonly Task[]): Promise<ClipTruth[]> {
  const options: LabelOptions = {
    columns: toColumns(labels.columns, tasks),
    ...(labels.classes !== undefined && { classes: labels.classes }),
    ...(tasks.includes('expression') && { aliases: labels.aliases }),
    ranges: labels.ranges,
    invalid: labels.invalid,
    unlabelled: labels.unlabelled,
  };
  try {
    if (level === 'clip') return (await readClipLabels(file, options)).map((clip) => fromClip(clip, tasks));
    return (await readFrameLabels(file, { ...options, columns: { ...options.columns, time: labels.columns.time! } } satisfies FrameLabelOptions)).map(fromFrames);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new ConfigError('labels', [error.message], error, 'Correct the classes and aliases.');
    throw error;
  }
}

function toColumns(columns: TruthOptions['columns'], tasks: readonly Task[]): LabelColumns {
  const labels: readonly string[] = ['expression', 'valence', 'arousal'];
  const wanted = Object.entries(columns).filter(([kind, column]) => column !== undefined && kind !== 'time' && kind !== 'candidates' && (!labels.includes(kind) || tasks.includes(kind as Task)));
  return Object.fromEntries(wanted) as unknown as LabelColumns;
}

function fromClip({ expression, valence, arousal, ...identity }: ClipLabels, tasks: readonly Task[]): ClipTruth {
  const targets = {
    ...(tasks.includes('expression') && { expression: Int32Array.of(expression ?? -1) }),
    ...(tasks.includes('valence') && { valence: Float32Array.of(valence ?? NaN) }),
    ...(tasks.includes('arousal') && { arousal: Float32Array.of(arousal ?? NaN) }),
  };
  return { ...identity, targets };
}

function fromFrames(labels: FrameLabels): ClipTruth {
  const { expression, valence, arousal } = labels;
  return { ...without(labels, 'expression', 'valence', 'arousal', 'valid'), targets: { ...(expression && { expression }), ...(valence && { valence }), ...(arousal && { arousal }) } };
}
