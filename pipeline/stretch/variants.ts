import { join } from 'node:path';
import { baselineSteps } from '../../plugins/longred/baseline-steps.ts';
import { settleOptions } from '../../plugins/longred/longred-options.ts';
import { longredPlugin } from '../../plugins/longred/plugin.ts';
import { openStepParts } from '../../plugins/longred/step-parts.ts';
import type { PluginContext } from '../../plugins/plugin.ts';
import type { FoldContinuation, TrainedFold } from '../../plugins/trained-fold.ts';
import type { StretchOptions } from './stretch-options.ts';

/** A way to train on for whole videos. */
export interface Variant {
  readonly name: 'longred' | 'long' | 'mix';
  /** What it is, for people. */
  readonly about: string;
  /** Its folder. */
  readonly folder: string;
  readonly continueFold: (fold: TrainedFold, context: PluginContext) => Promise<FoldContinuation>;
}

/** Returns LongReD, which goes into `out` itself, and the baselines beside it where they are wanted. */
export function variantsOf(out: string, { longred, baselines }: StretchOptions): readonly Variant[] {
  const baseline = (name: 'long' | 'mix', about: string): Variant => ({ name, about, folder: join(out, 'baselines', name), continueFold: (fold) => continueBaseline(name, fold, longred) });
  return [
    { name: 'longred', about: 'LongReD', folder: out, continueFold: async (fold, context) => longredPlugin.apply(fold, longred, context) },
    ...(baselines ? [baseline('long', 'whole videos only'), baseline('mix', 'videos, cuts and windows with the loss of the task')] : []),
  ];
}

async function continueBaseline(name: 'long' | 'mix', fold: TrainedFold, options: StretchOptions['longred']): Promise<FoldContinuation> {
  const window = Math.max(...Object.values(fold.windows.layout.modalities).map(({ length }) => length ?? 1));
  const { cut } = settleOptions(options, { factor: Math.floor(fold.target / window), layers: fold.layers, window });
  return { ...baselineSteps(name, fold.student, await openStepParts(fold, cut)), record: {} };
}
