import { movedTargets } from '../beliefs.ts';
import { crossEntropyRows } from '../cross-entropy-rows.ts';
import type { Normalisation } from '../normalise-rows.ts';
import type { PartialMethod } from '../partial-method.ts';

/** Moving one-hot targets inside the candidates: PiCO's loop without its contrast, and what ALIM adds to. */
export const moving: PartialMethod = { ...movingMethod('onehot'), name: 'moving', admits: false };

/**
 * ALIM (Xu et al. 2023): moving targets, to which a class that is no candidate is admitted by the share λ. The targets of a batch move before its loss is taken.
 *
 * @param kind `'onehot'`, better for few classes; or a scale K, better for many (the release has 1, and 0.5 did better on digits)
 */
export function alim(kind: Normalisation = 'onehot'): PartialMethod {
  return { ...movingMethod(kind), name: kind === 'onehot' ? 'alim-onehot' : 'alim-scale', admits: true };
}

function movingMethod(kind: Normalisation): Pick<PartialMethod, 'settings' | 'views' | 'start' | 'update' | 'losses'> {
  return {
    settings: { kind },
    views: 1,
    start: 'candidates',
    update: (batch) => ({ targets: movedTargets(batch, kind) }),
    losses: (logits, { targets }) => crossEntropyRows(logits, targets),
  };
}
