import { logitsOf, type LinearHead } from '../linear-head.ts';
import { msp } from './msp.ts';

/** How ODIN moves and scales. */
export interface OdinOptions {
  readonly temperature: number;
  /** How far each unit is moved; 0: not at all. */
  readonly step: number;
}

/**
 * Returns ODIN's score (Liang et al., 2018) with what the last layer is given in place of the picture: the highest probability at a temperature,
 * after each unit went a step towards the class that is believed. The gradient of the last layer is known in closed form, so that it works on any head.
 */
export function odin(head: LinearHead, units: Float32Array, { temperature, step }: OdinOptions): number {
  const logits = logitsOf(head, units);
  if (step === 0) return msp(logits, temperature);
  const believed = logits.indexOf(Math.max(...logits));
  const powers = logits.map((logit) => Math.exp((logit - logits[believed]!) / temperature));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const pull = powers.map((power, label) => power / total - Number(label === believed)); // Gradient of the cross-entropy by the logits, times the temperature
  const moved = units.map((value, unit) => value - step * Math.sign(pull.reduce((sum, slope, label) => sum + slope * head.weight[unit * head.classes + label]!, 0)));
  return msp(logitsOf(head, moved), temperature);
}
