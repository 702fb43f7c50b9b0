import { ConfigError } from '../../../configs/config-error.ts';
import { createHead, type HeadOptions } from '../../../fusion/heads/heads.ts';
import { METRICS, type MetricName } from '../../../fusion/metrics/metrics.ts';
import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { Head } from '../../../fusion/heads/head.ts';
import type { FusionModelEntry } from '../../../fusion/models/fusion-model-entry.ts';
import type { FusionModel } from '../../../fusion/models/fusion-model.ts';

const METRIC_OF_HEAD = { expression: 'macro-f1', 'valence-arousal': 'ccc', mer: 'mer-combined' } as const satisfies Record<string, MetricName>;
const NEXT = 'Correct the training configuration.';

/**
 * Returns the fusion model that a configuration names, with its options.
 *
 * @throws ConfigError when there is no such model, or an option does not suit it
 */
export function toFusionModel({ model: { name, options } }: Pick<TrainingConfig, 'model'>): FusionModel {
  const models: Readonly<Record<string, FusionModelEntry>> = FUSION_MODELS;
  if (!Object.hasOwn(models, name)) throw new ConfigError('model.name', [`there is no model "${name}"; known are ${Object.keys(models).join(', ')}`], undefined, NEXT);
  return explain('model.options', () => models[name]!.create(options));
}

/**
 * Returns the head that a configuration describes.
 *
 * @param facts the names of the classes in order, and how many items of each the training part has
 * @throws ConfigError when its options do not fit together
 */
export function toHead(head: TrainingConfig['head'], { classes, classCounts }: { readonly classes: readonly string[]; readonly classCounts?: readonly number[] | undefined }): Head {
  return explain('head', () => createHead(withLabels(head, classes), { classCounts }));
}

/**
 * Returns the metric that epochs and runs are compared by; `auto` is what the head is scored by, the first of several.
 *
 * @throws ConfigError when there is no such metric
 */
export function toMetric({ training: { metric }, head }: Pick<TrainingConfig, 'training' | 'head'>): MetricName {
  if (metric === 'auto') return METRIC_OF_HEAD[head.name === 'multi-task' ? head.heads[0]!.name : head.name];
  if (Object.hasOwn(METRICS, metric)) return metric as MetricName;
  throw new ConfigError('training.metric', [`there is no metric "${metric}"; known are auto, ${Object.keys(METRICS).join(', ')}`], undefined, NEXT);
}

function withLabels(head: TrainingConfig['head'], labels: readonly string[]): HeadOptions {
  if (head.name === 'multi-task') return { ...head, heads: head.heads.map((each) => withLabels(each, labels)) };
  return head.name === 'valence-arousal' ? head : { ...head, labels };
}

function explain<Result>(part: string, create: () => Result): Result {
  try {
    return create();
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new ConfigError(part, [error.message.replace(/\.$/, '')], error, NEXT);
    throw error;
  }
}
