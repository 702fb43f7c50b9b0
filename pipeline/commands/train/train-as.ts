import { loadTrainingConfig } from '../../../configs/training/load-training-config.ts';
import type { ExitCode } from '../../exit-codes.ts';
import type { CommandContext } from '../context.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import { train } from './train.ts';

/** Options of `affekt train`. */
export interface TrainOptions {
  readonly preset?: string;
  readonly config?: string;
  readonly set: readonly string[];
  readonly out?: string;
  readonly device?: string;
  readonly engine?: string;
  readonly check?: boolean;
  readonly search?: number;
  readonly repeat?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Trains as the options say and resolves with the exit code. */
export function trainAs(options: TrainOptions, context: CommandContext): Promise<ExitCode> {
  return train(toConfig(options), { ...context, ...options });
}

function toConfig({ preset, config, set, out, device, engine, search, repeat }: TrainOptions): TrainingConfig {
  const overrides = { output: out, runtime: { device, engine }, ...(search === undefined && repeat === undefined ? {} : { search: { draws: search, repeat } }) };
  return loadTrainingConfig({ preset, file: config, set, overrides });
}
