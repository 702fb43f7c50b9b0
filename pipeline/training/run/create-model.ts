import { ConfigError } from '../../../configs/config-error.ts';
import { composeModel, type Model } from '../../../fusion/train/compose-model.ts';
import { composePartial } from '../../../fusion/train/partial/compose-partial.ts';
import { PARTIAL_METHODS } from '../../../fusion/train/partial/methods.ts';
import { featureMoments, standardised } from '../../../fusion/train/standardise.ts';
import { toFusionModel, toHead } from '../data/to-model-parts.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { TrainingData, TrainingFold } from '../training-data.ts';

/**
 * Resolves with the model that the configuration describes, for one fold: class weights and the moments of features come from its
 * training part.
 *
 * @throws ConfigError when options do not suit the model or the head
 */
export async function createModel(config: TrainingConfig, data: TrainingData, fold: TrainingFold): Promise<Model> {
  const modalities = Object.keys(data.layout.modalities);
  const composed = explain(() => compose(config, data, { modalities, fold }));
  if (!config.training.standardise) return composed;
  const dimensions = Object.fromEntries(Object.entries(data.layout.modalities).map(([name, modality]) => [name, modality.dimensions]));
  return standardised(composed, await featureMoments(fold.train, dimensions));
}

function compose(config: TrainingConfig, { classes, output, alignment }: TrainingData, { modalities, fold }: { readonly modalities: readonly string[]; readonly fold: TrainingFold }): Model {
  const { partial } = config.training;
  const model = toFusionModel(config);
  if (partial === null) return composeModel(model, toHead(config.head, { classes, classCounts: fold.classCounts }), { modalities, output, alignment });
  const { method, augmentation, mixup } = partial;
  const dropout = config.head.name === 'expression' ? config.head.dropout : undefined;
  return composePartial(model, { modalities, alignment, method: PARTIAL_METHODS[method]!, labels: classes, augmentation, mixup: mixup ?? undefined, dropout });
}

function explain<Result>(create: () => Result): Result {
  try {
    return create();
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new ConfigError('model', [error.message.replace(/\.$/, '')], error);
    throw error;
  }
}
