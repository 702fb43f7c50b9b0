import { ConfigError } from '../../../configs/config-error.ts';
import { ALIGNMENTS } from '../../../fusion/align/alignments.ts';
import { METRICS, type Metric } from '../../../fusion/metrics/metrics.ts';
import { checkTraining } from '../../../plugins/rope-bound/check-training.ts';
import { partialFaults } from './partial/partial-faults.ts';
import { toFusionModel, toHead, toMetric } from './to-model-parts.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { Head } from '../../../fusion/heads/head.ts';
import type { FusionModel } from '../../../fusion/models/fusion-model.ts';
import type { Task } from './clip-truth.ts';

/** What a configuration asks of the data. */
export interface ModelNeeds {
  readonly takes: FusionModel['takes'];
  readonly output: 'clip' | 'frame';
  readonly tasks: readonly Task[];
  /** Keys of a batch that the head reads. */
  readonly targets: Head['targets'];
  /** Empty where no classes are predicted. */
  readonly classes: readonly string[];
}

/**
 * Returns what the model and the head need, once all parts of the configuration are known to suit each other. Opens no file.
 *
 * @throws ConfigError naming the known models, metrics or alignments, or every part that does not suit another
 */
export function checkConfig(config: TrainingConfig): ModelNeeds {
  const model = toFusionModel(config);
  const tasks = tasksOf(config.head);
  const predictsClasses = tasks.includes('expression');
  const metric = METRICS[toMetric(config)];
  const output = config.labels.level;
  const faults = [
    ...nameFaults(config),
    ...labelFaults(config, tasks),
    ...foldFaults(config),
    ...metricFaults(config, metric, tasks),
    ...alignmentFaults(config, model),
    ...reachFaults(config),
    ...partialFaults(config),
    ...(output === 'frame' && !model.perFrame ? [`model.name: "${model.name}" gives one prediction a clip, and the labels are by frame; choose tcn, transformer, mult or another model of sequences`] : []),
  ];
  if (faults.length > 0) throw new ConfigError('training configuration', faults, undefined, 'Correct the configuration.');
  const classes = predictsClasses ? config.labels.classes! : [];
  return { takes: model.takes, output, tasks, classes, targets: toHead(config.head, { classes, classCounts: classes.map(() => 1) }).targets };
}

function tasksOf(head: TrainingConfig['head']): readonly Task[] {
  if (head.name === 'multi-task') return [...new Set(head.heads.flatMap(tasksOf))];
  return { expression: ['expression'] as const, 'valence-arousal': ['valence', 'arousal'] as const, mer: ['expression', 'valence'] as const }[head.name];
}

/** Names of what a head gives out; inputs and outputs of a model file share their names. */
const OUTPUTS = ['expression', 'valence', 'arousal', 'weights'];

function nameFaults({ features }: TrainingConfig): string[] {
  return Object.keys(features).filter((name) => OUTPUTS.includes(name)).map((name) => `features.${name}: "${name}" is the name of an output of the head; call the modality something else, such as audio or face`);
}

function labelFaults({ labels, head }: TrainingConfig, tasks: readonly Task[]): string[] {
  const missing = tasks.filter((task) => labels.columns[task] === undefined);
  return [
    ...missing.map((task) => `labels.columns.${task}: the head "${head.name}" predicts ${task}, and no column is named for it; name one, or choose another head`),
    ...(tasks.includes('expression') && labels.classes === undefined ? [`labels.classes: the head "${head.name}" predicts classes; list them in order`] : []),
    ...(labels.level === 'frame' && labels.columns.time === undefined ? ['labels.columns.time: labels by frame need a column with seconds from the start of the clip'] : []),
  ];
}

function foldFaults({ folds, labels: { columns } }: TrainingConfig): string[] {
  if (folds.kind === 'random' || columns[folds.by] !== undefined) return [];
  return [`labels.columns.${folds.by}: the folds go by ${folds.by}, and no column is named for it; name one, or choose another kind of folds`];
}

function metricFaults({ training }: TrainingConfig, { needs }: Metric, tasks: readonly Task[]): string[] {
  const [classes, valence, arousal] = (['expression', 'valence', 'arousal'] as const).map((task) => tasks.includes(task)) as [boolean, boolean, boolean];
  const there = { classes, probabilities: classes, continuous: valence || arousal, units: false };
  const bare = needs.filter((part) => !there[part]);
  const alone = (training.metric === 'ccc-arousal' && !arousal) || (['ccc-valence', 'mer-combined'].includes(training.metric) && !valence);
  return bare.length === 0 && !alone ? [] : [`training.metric: ${training.metric} cannot be computed of ${tasks.join(' and ')}; choose another, or auto`];
}

function alignmentFaults(config: TrainingConfig, { takes }: FusionModel): string[] {
  const { alignment: { method, onto }, features, labels } = config;
  const modalities = Object.keys(features).join(', ');
  return [
    ...(Object.hasOwn(ALIGNMENTS, method) ? [] : [`alignment.method: there is no alignment "${method}"; known are ${Object.keys(ALIGNMENTS).join(', ')}`]),
    ...(onto === null || Object.hasOwn(features, onto) ? [] : [`alignment.onto: there is no modality "${onto}"; there are ${modalities}`]),
    ...(method === 'convolution' && onto === null ? [`alignment.onto: a learned alignment brings all modalities onto one of them; name one of ${modalities}`] : []),
    ...(labels.level === 'frame' && method !== 'convolution' && onto !== null ? ['alignment.onto: the labels are by frame, and their times are the timeline; leave it out'] : []),
    ...(labels.level === 'clip' && method === 'merbench' ? merbenchFaults(config, takes) : []),
  ];
}

/** Windows on a regular timeline have so many frames, whatever the data. The longest sequence is checked once they are read. */
function reachFaults(config: TrainingConfig): string[] {
  const { alignment: { rate, onto, method }, windows, labels } = config;
  if (windows === null || onto !== null || method === 'convolution' || labels.level === 'frame') return [];
  return checkTraining({ config, longest: Math.round(windows.size * rate) }).flatMap(({ level, message }) => (level === 'error' ? [message] : []));
}

function merbenchFaults({ alignment: { onto }, features, windows }: TrainingConfig, takes: FusionModel['takes']): string[] {
  const needsOnto = takes === 'aligned' && onto === null && !Object.hasOwn(features, 'text');
  return [
    ...(needsOnto ? [`alignment.onto: merbench maps all modalities to the length of one; name one of ${Object.keys(features).join(', ')}`] : []),
    ...(windows === null ? [] : ['windows: merbench prepares whole clips; leave windows out, or choose another alignment']),
  ];
}
