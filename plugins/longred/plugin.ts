import { definePlugin } from '../plugin.ts';
import { readStates } from './compare-states.ts';
import { klLayerChoice, type LayerChoice } from './kl-layer-choice.ts';
import { longredOptions, settleOptions } from './longred-options.ts';
import { longredBatches, longredLoss } from './longred-steps.ts';
import { openStepParts } from './step-parts.ts';
import { lengthOf } from './example-rows.ts';
import type { TrainedFold } from '../trained-fold.ts';

/** LongReD: trains a model of windows on for whole videos, and holds it to what it knew. */
export const longredPlugin = definePlugin({
  name: 'longred',
  about: 'stretches a transformer trained on windows to whole videos, and keeps it near what it was on windows',
  paper: 'LongReD, arXiv 2502.07365',
  attaches: 'trained-fold',
  options: longredOptions,
  async apply(fold, given) {
    const window = lengthOf(fold.windows.layout);
    const settings = settleOptions(given, { factor: Math.floor(fold.target / window), layers: fold.layers, window });
    const { layers, divergences } = await chooseLayers(fold, settings.layers);
    const parts = await openStepParts(fold, settings.cut);
    return {
      model: { ...fold.student, loss: longredLoss(fold, layers, settings) },
      batches: longredBatches(parts, { method: settings.method, seed: fold.seed }),
      record: { ...settings, layers, divergences },
    };
  },
});

/** Attention of teacher and student before the first step, on windows that are trained on. */
async function chooseLayers({ teacher, student, weights, windows, engine }: TrainedFold, count: number): Promise<LayerChoice> {
  const original = await readStates(teacher, weights, { windows, engine });
  const extended = await readStates(student, weights, { windows, engine });
  return klLayerChoice({ original: original.attention, extended: extended.attention, keys: original.rows, count });
}
