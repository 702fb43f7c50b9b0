import { alim, moving } from './alim.ts';
import { irnet } from './irnet.ts';
import type { Normalisation } from '../normalise-rows.ts';
import type { ContrastOptions, PartialMethod, ReliableOptions } from '../partial-method.ts';

/** PiCO's choices, but for queue and slow copy, which suit some thousand examples (8192 and 0.999 in the paper). */
export const PICO_CONTRAST: ContrastOptions = { dimensions: 128, queue: 512, keyMomentum: 0.99, prototypeMomentum: 0.99, temperature: 0.07, beliefTemperature: 1, weight: 0.5 };

/** PiCO+'s choices. */
const RELIABLE: ReliableOptions = { share: 0.6, neighbours: 16, weight: 0.1, classifier: 2 };

/** PiCO (Wang et al. 2022): moving one-hot targets by prototypes that are learnt by contrast. */
export function pico(changes: Partial<ContrastOptions> = {}): PartialMethod {
  return { ...moving, name: 'pico', contrast: { ...PICO_CONTRAST, ...changes } };
}

/**
 * PiCO+ (Wang et al. 2024): the nearest to their prototypes are reliable, chosen anew after each epoch; the others are learnt from what the prototypes say and drawn to their neighbours. With
 * mix-up.
 */
export function picoPlus(changes: Partial<ContrastOptions> = {}, reliable: Partial<ReliableOptions> = {}): PartialMethod {
  const contrast = { ...PICO_CONTRAST, ...changes, reliable: { ...RELIABLE, ...reliable } };
  return { ...moving, name: 'pico-plus', contrast, mixup: 1 };
}

/** ALIM as it was published: with PiCO's prototypes, at the temperature of its release. */
export function picoAlim(kind: Normalisation = 'onehot'): PartialMethod {
  return { ...alim(kind), name: 'pico-alim', contrast: { ...PICO_CONTRAST, beliefTemperature: 0.07 } };
}

/** IRNet as it was published: with PiCO's prototypes, whose beliefs lie close together; hence the small τ. */
export function picoIrnet(threshold = 0.008): PartialMethod {
  return { ...irnet({ threshold }), name: 'pico-irnet', contrast: PICO_CONTRAST };
}
