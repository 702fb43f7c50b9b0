import { join } from 'node:path';
import { baselineSteps } from '../../plugins/longred/baseline-steps.ts';
import { lengthOf } from '../../plugins/longred/example-rows.ts';
import { settleOptions } from '../../plugins/longred/longred-options.ts';
import { openStepParts } from '../../plugins/longred/step-parts.ts';
import { toPluginError } from '../plugins/to-plugin-error.ts';
import type { Plugin, PluginContext } from '../../plugins/plugin.ts';
import type { FoldContinuation, TrainedFold } from '../../plugins/trained-fold.ts';
import type { StretchOptions } from './stretch-options.ts';

/** The plug-in that says how folds are trained on, with its options. */
export interface OpenedMethod {
  readonly plugin: Plugin<'trained-fold'>;
  readonly options: unknown;
  /** `affekt`, or the package. */
  readonly from: string;
}

/** A way to train on for whole videos. */
export interface Variant {
  readonly name: string;
  /** What it is, for people. */
  readonly about: string;
  /** Its folder. */
  readonly folder: string;
  readonly continueFold: (fold: TrainedFold, context: PluginContext) => Promise<FoldContinuation>;
}

/** Returns the method, which goes into `out` itself, and the baselines beside it where they are wanted. */
export function variantsOf(out: string, { longred, baselines }: StretchOptions, method: OpenedMethod): readonly Variant[] {
  const { plugin } = method;
  const baseline = (name: 'long' | 'mix', about: string): Variant => ({ name, about, folder: join(out, 'baselines', name), continueFold: (fold) => continueBaseline(name, fold, longred) });
  return [
    { name: plugin.name, about: plugin.paper ?? plugin.about, folder: out, continueFold: (fold, context) => applyMethod(method, fold, context) },
    ...(baselines ? [baseline('long', 'whole videos only'), baseline('mix', 'videos, cuts and windows with the loss of the task')] : []),
  ];
}

/** What a plug-in of others throws is told of as its fault. */
async function applyMethod({ plugin, options, from }: OpenedMethod, fold: TrainedFold, context: PluginContext): Promise<FoldContinuation> {
  try {
    return await plugin.apply(fold, options, context);
  } catch (error) {
    context.signal.throwIfAborted();
    throw from === 'affekt' ? error : toPluginError(error, plugin.name);
  }
}

async function continueBaseline(name: 'long' | 'mix', fold: TrainedFold, options: StretchOptions['longred']): Promise<FoldContinuation> {
  const window = lengthOf(fold.windows.layout);
  const { cut } = settleOptions(options, { factor: Math.floor(fold.target / window), layers: fold.layers, window });
  return { ...baselineSteps(name, fold.student, await openStepParts(fold, cut)), record: {} };
}
