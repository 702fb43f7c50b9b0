import { ConfigError } from '../../../configs/config-error.ts';
import { composeModel, type Model } from '../../../fusion/train/compose-model.ts';
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
  const head = toHead(config.head, { classes: data.classes, classCounts: fold.classCounts });
  const composed = explain(() => composeModel(toFusionModel(config), head, { modalities, output: data.output, alignment: data.alignment }));
  if (!config.training.standardise) return composed;
  const dimensions = Object.fromEntries(Object.entries(data.layout.modalities).map(([name, modality]) => [name, modality.dimensions]));
  return standardised(composed, await featureMoments(fold.train, dimensions));
}

function explain<Result>(create: () => Result): Result {
  try {
    return create();
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new ConfigError('model', [error.message.replace(/\.$/, '')], error);
    throw error;
  }
}
