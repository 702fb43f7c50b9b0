import { ConfigError } from '../../../configs/config-error.ts';
import { composeModel, type Model } from '../../../fusion/train/compose-model.ts';
import { pictureLength } from '../../../fusion/train/partial/augment-picture.ts';
import { composePartial } from '../../../fusion/train/partial/compose-partial.ts';
import { PARTIAL_METHODS } from '../../../fusion/train/partial/methods.ts';
import { featureMoments, standardised } from '../../../fusion/train/standardise.ts';
import { toFusionModel, toHead } from '../data/to-model-parts.ts';
import type { Layout } from '../../../fusion/train/layout.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { TrainingData, TrainingFold } from '../training-data.ts';

/**
 * Resolves with the model that the configuration describes, for one fold: class weights and the moments of features come from its
 * training part.
 *
 * @throws ConfigError when options do not suit the model, the head or the features
 */
export async function createModel(config: TrainingConfig, data: TrainingData, fold: TrainingFold): Promise<Model> {
  const modalities = Object.keys(data.layout.modalities);
  checkPictures(config, data.layout);
  const composed = explain(() => compose(config, data, { modalities, fold }));
  if (!config.training.standardise) return composed;
  const dimensions = Object.fromEntries(Object.entries(data.layout.modalities).map(([name, modality]) => [name, modality.dimensions]));
  return standardised(composed, await featureMoments(fold.train, dimensions, channelsOf(config)));
}

function checkPictures({ training: { partial } }: TrainingConfig, { modalities }: Layout): void {
  const faults = Object.entries(partial?.augmentation.pictures ?? {}).flatMap(([name, { size }]) => {
    const dimensions = modalities[name]?.dimensions ?? 0; // Known to be there: `checkConfig`
    return pictureLength(size) === dimensions ? [] : [`training.partial.augmentation.pictures.${name}.size: a picture of ${size.join(' × ')} has ${pictureLength(size)} numbers, and the feature "${name}" has ${dimensions}`];
  });
  if (faults.length > 0) throw new ConfigError('training configuration', faults, undefined, 'Give rows, columns and channels as the feature was written.');
}

/** How many channels the features have that are pictures. */
function channelsOf({ training: { partial } }: TrainingConfig): Record<string, number> {
  return Object.fromEntries(Object.entries(partial?.augmentation.pictures ?? {}).map(([name, { size: [, , channels = 1] }]) => [name, channels]));
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
