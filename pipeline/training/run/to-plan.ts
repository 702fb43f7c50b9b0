import { randomFor } from '../../../runtime/train/random.ts';
import { adam, adamW } from '../../../runtime/train/optimizers/adam.ts';
import { sgd } from '../../../runtime/train/optimizers/sgd.ts';
import { constant, cosine, stepwise, warmupStableDecay, type Schedule } from '../../../runtime/train/schedules/schedule.ts';
import { toMetric } from '../data/to-model-parts.ts';
import type { Optimizer } from '../../../runtime/train/optimizers/optimizer.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { TrainingPlan } from '../../../fusion/train/training-plan.ts';

type Training = TrainingConfig['training'];

/** Returns how the fold `name` with `examples` training examples is trained. Each fold has a seed of its own. */
export function toPlan(config: TrainingConfig, name: string, examples: number): TrainingPlan {
  const { epochs, batch, learningRate, optimizer, schedule, clip, patience, checkpointEvery } = config.training;
  const perEpoch = Math.ceil(examples / Math.min(batch, Math.max(1, examples)));
  return {
    run: name,
    seed: randomFor(config.seed, name).bits(),
    epochs,
    batch,
    learningRate,
    optimizer: toOptimizer(optimizer),
    schedule: toSchedule(schedule, perEpoch),
    plateau: schedule.name === 'plateau' ? schedule : undefined,
    clip: clip ?? undefined,
    metric: toMetric(config),
    patience,
    checkpointEvery,
  };
}

function toOptimizer(optimizer: Training['optimizer']): Optimizer {
  if (optimizer.name === 'sgd') return sgd(optimizer);
  return optimizer.name === 'adam' ? adam(optimizer) : adamW(optimizer);
}

function toSchedule(schedule: Training['schedule'], perEpoch: number): Schedule {
  const steps = (epochs: number) => Math.round(epochs * perEpoch);
  if (schedule.name === 'step') return stepwise({ every: steps(schedule.every), factor: schedule.factor });
  if (schedule.name === 'cosine') return cosine({ warmup: steps(schedule.warmup), floor: schedule.floor });
  if (schedule.name === 'wsd') return warmupStableDecay({ warmup: steps(schedule.warmup), decay: steps(schedule.decay), floor: schedule.floor });
  return constant;
}
