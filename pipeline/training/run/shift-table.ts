import { learnedShifts } from '../../../plugins/kv-shift/learned-shifts.ts';
import type { TrainerState } from '../../../runtime/train/trainer.ts';

/** Returns what the heads of each fold have learned of KV shifting as CSV; `undefined` for a model without. */
export function shiftTable(folds: readonly { readonly name: string; readonly weights: TrainerState['tensors'] }[]): string | undefined {
  const lines = folds.flatMap(({ name, weights }) =>
    learnedShifts(weights).map(({ layer, head, alpha1, alpha2, beta1, beta2 }) => [name, layer, head, ...[alpha1, alpha2, beta1, beta2].map((value) => value.toFixed(6))].join(',')));
  return lines.length === 0 ? undefined : ['fold,layer,head,alpha1,alpha2,beta1,beta2', ...lines, ''].join('\n');
}
