import { FUSION_MODELS } from '../../fusion/models/models.ts';
import { checkRotary } from './check-rotary.ts';
import type { FusionModelEntry } from '../../fusion/models/fusion-model-entry.ts';
import type { TrainingFinding, TrainingPlan } from '../points.ts';

/**
 * Returns what is wrong with the reach of every rotary position of the model that a training configuration names: errors or warnings as its option
 * `ropeCheck` says. Nothing while the longest sequence is not known, for models without rotary positions, and for configurations that name no model.
 */
export function checkTraining({ config, longest }: TrainingPlan): TrainingFinding[] {
  const { name, options } = config.model as { readonly name: string; readonly options: Readonly<Record<string, unknown>> };
  const models: Readonly<Record<string, FusionModelEntry | undefined>> = FUSION_MODELS;
  const rotary = models[name]?.create(options).rotary;
  if (rotary === undefined || rotary.check === 'off' || longest === undefined) return [];
  const level = rotary.check === 'error' ? 'error' : 'warning';
  return checkRotary(rotary, longest).map((message) => ({ level, message }));
}
