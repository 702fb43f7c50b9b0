import type { TrainerState } from '../../runtime/train/trainer.ts';

/** What one head of keys and values has learned. */
export interface LearnedShift {
  /** Where the layer is: `"fusion/0/attention"`. */
  readonly layer: string;
  /** Head of keys and values, from 0. */
  readonly head: number;
  readonly alpha1: number;
  readonly alpha2: number;
  readonly beta1: number;
  readonly beta2: number;
}

const PARAMETER = /^parameter:(.*)\/shift\/alpha$/;

/** Returns α₁, α₂, β₁, β₂ of every head whose keys and values are shifted, by layer; none for a model without. */
export function learnedShifts(weights: TrainerState['tensors']): LearnedShift[] {
  return Object.entries(weights).flatMap(([name, alpha]) => {
    const layer = PARAMETER.exec(name)?.[1];
    if (layer === undefined) return [];
    const beta = weights[`parameter:${layer}/shift/beta`]!;
    return Array.from({ length: alpha.dims[0]! }, (_, head) => ({ layer, head, alpha1: alpha.data[2 * head]!, alpha2: alpha.data[2 * head + 1]!, beta1: beta.data[2 * head]!, beta2: beta.data[2 * head + 1]! }));
  });
}
