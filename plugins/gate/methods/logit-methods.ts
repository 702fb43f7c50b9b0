import type { GateMethod, Scorer } from '../gate-method.ts';
import { logitsOf, type LinearHead } from '../linear-head.ts';
import { energy } from '../scores/energy.ts';
import { maxLogit } from '../scores/max-logit.ts';
import { msp } from '../scores/msp.ts';
import { odin } from '../scores/odin.ts';

/** Methods that look at the logits alone, and ODIN. */
export const LOGIT_METHODS: readonly GateMethod[] = [
  plain('energy', (head) => (units) => energy(logitsOf(head, units))),
  plain('msp', (head) => (units) => msp(logitsOf(head, units))),
  plain('max-logit', (head) => (units) => maxLogit(logitsOf(head, units))),
  {
    name: 'odin',
    wantsRelu: false,
    grid: [0.004, 0.0014, 0.01, 0.04].map((step) => ({ temperature: 1000, step })),
    fit: (_, settings) => settings,
    open: ({ temperature, step }, head) => (units) => odin(head, units, { temperature: temperature as number, step: step as number }),
  },
];

function plain(name: string, open: (head: LinearHead) => Scorer): GateMethod {
  return { name, wantsRelu: false, grid: [{}], fit: () => ({}), open: (_, head) => open(head) };
}
