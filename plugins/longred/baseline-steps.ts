import tf from '@tensorflow/tfjs';
import { MICRO_STEPS, partOf } from './longred-steps.ts';
import { partSignature, readPart, type StepParts } from './step-parts.ts';
import type { Model } from '../../fusion/train/compose-model.ts';
import type { FoldContinuation } from '../trained-fold.ts';

/** What LongReD is compared with: `long`, whole videos only; `mix`, the same videos, cuts and windows, all with the loss of the task. */
export type Baseline = 'long' | 'mix';

/** Returns how a baseline trains the student on: as many steps of as many rows as LongReD takes. */
export function baselineSteps(kind: Baseline, student: Model, parts: StepParts): Omit<FoldContinuation, 'record'> {
  return kind === 'long' ? longSteps(student, parts) : mixSteps(student, parts);
}

/** Videos are half of LongReD's rows, so that here are twice as many. */
function longSteps(student: Model, { shares, videos }: StepParts): Omit<FoldContinuation, 'record'> {
  const whole = videos(2 * shares.videos);
  return {
    model: { ...student, loss: (scope, batch) => student.loss(scope, partOf(batch, 'videos')) },
    batches: { perEpoch: shares.perEpoch, signature: partSignature('videos', whole), read: (step) => readPart('videos', whole, { step }) },
  };
}

function mixSteps(student: Model, { shares, videos, cuts, windows }: StepParts): Omit<FoldContinuation, 'record'> {
  const parts = Object.entries({ videos: videos(shares.videos), cuts, windows });
  const shareOf = (name: string) => MICRO_STEPS[name as keyof typeof MICRO_STEPS];
  return {
    model: {
      ...student,
      loss: (scope, batch) => {
        const losses = parts.map(([name]) => tf.mul(student.loss(scope, partOf(batch, name)).loss, shareOf(name)));
        return { loss: tf.addN(losses), metrics: {} };
      },
    },
    batches: {
      perEpoch: shares.perEpoch,
      signature: Object.fromEntries(parts.flatMap(([name, part]) => Object.entries(partSignature(name, part)))),
      read: async (step) => Object.assign({}, ...(await Promise.all(parts.map(([name, part]) => readPart(name, part, { step }))))) as Awaited<ReturnType<FoldContinuation['batches']['read']>>,
    },
  };
}
