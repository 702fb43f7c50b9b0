import { packageVersion } from '../../package-version.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { TrainingData } from '../training-data.ts';
import type { RunCourse } from './run-course.ts';
import type { RunScores } from './run-event.ts';

/** What the card tells of. */
export interface CardFacts {
  readonly config: TrainingConfig;
  readonly data: TrainingData;
  readonly scores: RunScores;
  readonly anyLength: boolean;
  /** sha256 of the model file. */
  readonly sha256: string;
  /** What it was made of, where it was not trained from nothing. */
  readonly course?: Pick<RunCourse, 'command'> | undefined;
}

/** Returns the card of a trained head, in Markdown: data, licence, how good it is on what, and the command that makes it again. */
export function headCard({ config, data, scores, anyLength, sha256, course }: CardFacts): string {
  const modalities = Object.entries(data.layout.modalities).map(([name, { dimensions, length }]) => `${name}: ${dimensions} dimensions${length === null ? '' : anyLength ? ', sequences of any length' : `, sequences padded to ${length} rows`}`);
  return [
    `# ${config.name}`,
    '',
    `- File: \`head.onnx\`, sha256 ${sha256}, made by affekt ${packageVersion()}.`,
    `- Model: ${config.model.name}, ${data.folds.length === 1 ? 'one fold' : `the mean of ${data.folds.length} folds`}; head: ${config.head.name}.`,
    `- Inputs: ${modalities.join('; ')}; each with a mask that is 1 where there is a feature.`,
    ...(data.classes.length === 0 ? [] : [`- Classes in order: ${data.classes.join(', ')}.`]),
    `- Licence: ${config.licence || 'not stated; that of the training data may forbid uses'}.`,
    `- Data: ${data.summary.clips} clips of \`${config.labels.file}\`${data.summary.groups > 0 ? `, ${data.summary.groups} speakers or videos` : ''}.`,
    ...describePartial(config, data.folds[0]!),
    `- Folds: ${describeFolds(config.folds)}.`,
    `- Score: ${scores.metric} ${figure(scores.value)} on examples that the predicting fold has not seen; 95 % of bootstrap samples of ${scores.intervalOver} between ${figure(scores.interval[0])} and ${figure(scores.interval[1])}; by fold ${figure(scores.mean)} ± ${figure(scores.deviation)}.${course === undefined ? ' The epoch of each fold was chosen on the same examples, which flatters.' : ' The last epoch was taken.'}`,
    ...data.warnings.map((warning) => `- Mind: ${warning}`),
    course === undefined ? '- Made again by `affekt train --config config.json` with the `config.json` beside this card.' : `- Made again by \`${course.command}\`.`,
    '',
  ].join('\n');
}

function describePartial({ training }: TrainingConfig, { partial }: CardFacts['data']['folds'][number]): string[] {
  if (training.partial === null || partial === undefined) return [];
  const { quality, noise } = partial;
  const judged = quality === undefined ? 'how good they are was not measured' : `of ${quality.clips} with a known label ${(quality.noise * 100).toFixed(1)} % lack it, and ${quality.size.toFixed(2)} classes are candidates`;
  return [`- Labels: candidate sets, learnt from by ${training.partial.method} with η ${Number(noise.toFixed(3))}; ${judged}.`];
}

function describeFolds(folds: TrainingConfig['folds']): string {
  if (folds.kind === 'group') return `${folds.folds}, no ${folds.by} in two of them`;
  if (folds.kind === 'leave-one-out') return `one for each ${folds.by}`;
  return folds.kind === 'given' ? `as the label table gives them by ${folds.by}` : `${folds.folds}, random`;
}

function figure(value: number): string {
  return value.toFixed(4);
}
