import { InvalidArgumentError } from 'commander';
import type { WantedStates } from '../../../runtime/onnx/residual/tap-states.ts';

/** Returns which states an option asks for. Throws InvalidArgumentError. */
export function toStates(text: string): WantedStates {
  if (text === 'all' || text === 'last-four') return text;
  const states = text.split(',').map(Number);
  if (/[^\d,]/.test(text) || states.length === 0 || text.split(',').includes('')) throw new InvalidArgumentError('It must be all, last-four, or numbers such as 3,7.');
  return states;
}
