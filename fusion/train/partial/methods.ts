import { alim, moving } from './methods/alim.ts';
import { average } from './methods/average.ts';
import { cc } from './methods/cc.ts';
import { irnet } from './methods/irnet.ts';
import { lws } from './methods/lws.ts';
import { pico, picoAlim, picoIrnet, picoPlus } from './methods/pico.ts';
import { proden } from './methods/proden.ts';
import type { PartialMethod } from './partial-method.ts';

/** Ways to learn from candidate sets by name, with the choices that did best where their papers leave them open. */
export const PARTIAL_METHODS: Readonly<Record<string, PartialMethod>> = {
  average,
  cc,
  proden,
  lws: lws(),
  moving,
  'alim-onehot': alim('onehot'),
  'alim-scale': alim({ scale: 1 }),
  irnet: irnet(),
  'irnet-sce': { ...irnet({ loss: 'sce' }), name: 'irnet-sce' },
  pico: pico(),
  'pico-plus': picoPlus(),
  'pico-alim': picoAlim(),
  'pico-irnet': picoIrnet(),
};
