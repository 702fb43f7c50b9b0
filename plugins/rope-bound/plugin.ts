import { z } from 'zod';
import { definePlugin } from '../plugin.ts';
import { checkTraining } from './check-training.ts';

/** Checks how far the rotary positions of a model reach before it is trained. */
export const ropeBoundPlugin = definePlugin({
  name: 'rope-bound',
  about: 'checks that rotary positions reach as far as the longest sequence, and names the next base that does',
  paper: 'Base of RoPE Bounds Context Length, arXiv 2405.14591',
  attaches: 'training-check',
  options: z.strictObject({}),
  apply: checkTraining,
});
