import { ConfigError } from '../../../configs/config-error.ts';
import { checkTraining } from '../../../plugins/rope-bound/check-training.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { LearnedAlignment } from '../../../fusion/train/compose-model.ts';
import type { Layout } from '../../../fusion/train/layout.ts';

/**
 * Returns a sentence for each kind of layer whose rotary positions do not reach as far as the longest example.
 *
 * @param alignment by which other modalities come onto the timeline of one
 * @throws ConfigError with these sentences where `model.options.ropeCheck` is `"error"`
 */
export function checkReach(config: TrainingConfig, { modalities }: Layout, alignment?: LearnedAlignment): string[] {
  const lengths = Object.entries(modalities).flatMap(([name, { length }]) => (alignment === undefined || alignment.onto === name ? [length ?? 1] : []));
  const findings = checkTraining({ config, longest: Math.max(...lengths) });
  const errors = findings.filter(({ level }) => level === 'error').map(({ message }) => message);
  if (errors.length > 0) throw new ConfigError('training configuration', errors, undefined, 'Correct the configuration, or set model.options.ropeCheck=warn.');
  return findings.map(({ message }) => `${message}.`);
}
