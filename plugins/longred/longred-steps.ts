import tf from '@tensorflow/tfjs';
import { randomFor } from '../../runtime/train/random.ts';
import { weightScope } from '../../runtime/train/weight-scope.ts';
import { distillationLoss } from './distillation-loss.ts';
import { partSignature, readPart, type StepParts } from './step-parts.ts';
import { skippedPositions } from './skipped-positions.ts';
import { withoutNoise } from './without-noise.ts';
import type { BatchPlan } from '../../fusion/train/batch-plan.ts';
import type { TransformerStates } from '../../fusion/models/temporal-transformer.ts';
import type { Model } from '../../fusion/train/compose-model.ts';
import type { Tensors } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';
import type { LongredSettings } from './longred-options.ts';
import type { TrainedFold } from '../trained-fold.ts';

/** Shares of the micro-steps of one update that are long, short, and short-to-long: 8, 6 and 2 of 16. */
export const MICRO_STEPS = { videos: 8 / 16, cuts: 6 / 16, windows: 2 / 16 } as const;

const INPUTS_ONLY = { inputsOnly: true } as const;

/**
 * Returns the loss of one update (LongReD; Dong et al., 2025): `(8 · L_long + 6 · α₁ · L_short + 2 · α₂ · L_s2l) / 16`. L_long is the task's loss on whole videos;
 * L_short compares the chosen layers of student and teacher on short cuts; L_s2l the last one on windows, whose positions the student is told otherwise.
 *
 * @param layers numbers of the layers that are compared on short cuts, from 0
 */
export function longredLoss({ teacher, student, weights }: Pick<TrainedFold, 'teacher' | 'student' | 'weights'>, layers: readonly number[], { shortWeight, skippedWeight }: Pick<LongredSettings, 'shortWeight' | 'skippedWeight'>): Model['loss'] {
  return (scope, batch) => {
    const task = student.loss(scope, partOf(batch, 'videos'));
    const compare = (name: string, chosen: readonly number[] | 'last', positions?: Tensor) => {
      const inputs = partOf(batch, name);
      const fixed = teacher.trace(weightScope(weights), inputs);
      const moving = student.trace(withoutNoise(scope), inputs, { positions });
      return distillationLoss(statesOf(moving, chosen), statesOf(fixed, chosen), fixed.extent);
    };
    const short = compare('cuts', layers);
    const skipped = compare('windows', 'last', batch['windows/positions']);
    const loss = tf.addN([tf.mul(task.loss, MICRO_STEPS.videos), tf.mul(short, MICRO_STEPS.cuts * shortWeight), tf.mul(skipped, MICRO_STEPS.windows * skippedWeight)]);
    return { loss, metrics: { task: task.loss, short, skipped } };
  };
}

/** Returns the batches of that loss. Cuts and windows come without labels; nothing of theirs is asked for. */
export function longredBatches({ shares, videos, cuts, windows, window, target }: StepParts, { method, seed }: { readonly method: LongredSettings['method']; readonly seed: number }): BatchPlan {
  const whole = videos(shares.videos);
  const positionsFor = (step: number) => {
    const { uniform } = randomFor(seed, 'positions', step);
    return Float32Array.from(skippedPositions({ method, window, target, samples: windows.size, random: uniform }).flatMap((ids) => [...ids]));
  };
  return {
    perEpoch: shares.perEpoch,
    signature: { ...partSignature('videos', whole), ...partSignature('cuts', cuts, INPUTS_ONLY), ...partSignature('windows', windows, INPUTS_ONLY), 'windows/positions': { dims: [windows.size, window] } },
    read: async (step) => ({
      ...(await readPart('videos', whole, { step })),
      ...(await readPart('cuts', cuts, { step, ...INPUTS_ONLY })),
      ...(await readPart('windows', windows, { step, ...INPUTS_ONLY })),
      'windows/positions': positionsFor(step),
    }),
  };
}

/** Returns the tensors of one part of a batch under their own names. */
export function partOf(batch: Tensors, part: string): Tensors {
  const own = Object.entries(batch).filter(([name]) => name.startsWith(`${part}/`));
  return Object.fromEntries(own.map(([name, tensor]) => [name.slice(part.length + 1), tensor]));
}

/** The output of each chosen layer; of the last one, what the last norm makes of it. */
function statesOf({ hidden, frames }: TransformerStates, chosen: readonly number[] | 'last'): readonly Tensor[] {
  if (chosen === 'last') return [frames];
  return chosen.map((layer) => (layer === hidden.length - 2 ? frames : hidden[layer + 1]!));
}
