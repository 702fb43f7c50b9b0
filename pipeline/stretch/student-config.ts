import { basename, dirname, resolve } from 'node:path';
import { ConfigError } from '../../configs/config-error.ts';
import { extendPositions } from './extend-positions.ts';
import { lengthOf } from '../../plugins/longred/example-rows.ts';
import type { TrainingConfig } from '../../configs/training/schema.ts';
import type { StretchOptions } from './stretch-options.ts';
import type { TrainedRun } from './open-trained-run.ts';

/** What becomes of a run that is stretched. */
export interface StretchPlan {
  /** How the student is made and trained; its windows are as long as the context. */
  readonly config: TrainingConfig;
  /** Rows of a window, T, and rows that the student takes at once, T_l. */
  readonly window: number;
  readonly target: number;
  readonly factor: number;
}

/** As published, but for the rate: that of the run, as small models want it. */
const OPTIMIZER = { name: 'adamw', beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1 } as const;

/**
 * Returns how a run is stretched. The name is that of the folder `out`.
 *
 * @throws ConfigError when the context is shorter than two windows, or positions cannot reach that far
 */
export function toStretchPlan({ config, data, rotary }: TrainedRun, options: StretchOptions, out: string): StretchPlan {
  const { size } = config.windows;
  const context = options.context ?? options.factor! * size;
  const factor = context / size;
  if (!(factor >= 2)) throw new ConfigError(options.factor === undefined ? `--context ${context}` : `--factor ${options.factor}`, [`the windows of the run have ${size} s, and the context is to be at least two of them`], undefined, `Give --context ${2 * size} or more.`);
  const window = lengthOf(data.layout);
  const target = Math.round(window * factor);
  const { training, model } = config;
  const learningRate = options.learningRate ?? training.learningRate;
  return {
    window,
    target,
    factor,
    config: {
      ...config,
      name: basename(resolve(out)),
      output: dirname(resolve(out)),
      seed: options.seed,
      search: null,
      windows: { size: context, hop: context / 2 },
      model: { ...model, options: extendPositions(model.options, rotary, { window, target, scaling: options.scaling, base: options.base }) },
      training: { ...training, epochs: options.epochs, batch: options.batch ?? Math.max(1, Math.round(training.batch / (2 * factor))), learningRate, optimizer: OPTIMIZER, schedule: { name: 'constant' }, patience: null },
    },
  };
}
