import { batchSignature } from '../../../fusion/train/layout.ts';
import { planStep } from '../../../runtime/train/compile-training-step.ts';
import { ConfigError } from '../../../configs/config-error.ts';
import { createModel } from './create-model.ts';
import { toPartialTraining } from './to-partial-training.ts';
import { toPlan } from './to-plan.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { TrainingData } from '../training-data.ts';

/**
 * Resolves with a line on the model, having run it once on a batch without values.
 *
 * @throws ConfigError when the model cannot take these modalities; ModelError when it cannot be compiled
 */
export async function checkModel(config: TrainingConfig, data: TrainingData): Promise<string> {
  const fold = data.folds[0]!;
  const plan = toPlan(config, fold.name, fold.train.size);
  const { optimizer, clip } = plan;
  const size = Math.min(plan.batch, fold.train.size);
  const unscaled = { ...config, training: { ...config.training, standardise: false } }; // The moments take a pass over the features and change no shape
  const { loss } = await createModel(unscaled, data, fold);
  try {
    const { declared } = planStep({ name: config.model.name, batch: { ...batchSignature(data.layout, size), ...toPartialTraining(config, fold, plan)?.signature(size) }, loss, optimizer, clip });
    const count = declared.parameters.reduce((sum, { shape }) => sum + shape.reduce((product, dim) => product * dim, 1), 0);
    return `model ${config.model.name}: ${count.toLocaleString('en')} parameters`;
  } catch (error) {
    if (error instanceof RangeError) throw new ConfigError('model', [error.message.replace(/\.$/, '')], error);
    throw error;
  }
}
