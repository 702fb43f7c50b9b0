import { join, resolve } from 'node:path';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { toFusionModel, toMetric } from '../training/data/to-model-parts.ts';
import { measure, type Subject } from './measure.ts';
import { trainVariant, type StretchTools, type TrainedVariant } from './train-variant.ts';
import { variantsOf } from './variants.ts';
import type { RunEvent } from '../training/run/run-event.ts';
import type { RotaryUse } from '../../fusion/models/fusion-model.ts';
import type { Positions, StretchResult, StretchRow } from './stretch-result.ts';

/** Name of the file with the result. */
const RESULT_NAME = 'stretch.json';

/**
 * Stretches a run, read first: LongReD into `out`, the baselines below it with the same budget, then every model on windows and on whole videos. Yields what happens in
 * training and returns the result, which is in `stretch.json` too; undefined when it was aborted: the same call goes on.
 */
export async function* stretchRun(tools: StretchTools, out: string): AsyncGenerator<RunEvent, StretchResult | undefined> {
  const trained: TrainedVariant[] = [];
  for (const variant of variantsOf(resolve(out), tools.options, tools.method)) {
    const result = yield* trainVariant(tools, variant);
    if (result === undefined) return undefined;
    trained.push(result);
  }
  const result = await toResult(tools, trained);
  const path = join(out, RESULT_NAME);
  await writeFileAtomically(path, `${JSON.stringify(result, null, 2)}\n`);
  yield { type: 'written', path };
  return result;
}

async function toResult({ stretch, options, engine, command }: StretchTools, trained: readonly TrainedVariant[]): Promise<StretchResult> {
  const { run, plan } = stretch;
  const subjects: readonly (Subject & Pick<StretchRow, 'name' | 'about'>)[] = [
    { name: 'original', about: 'the run as it was', model: 'teacher', weights: run.weights },
    { name: 'extended', about: 'other positions, not trained', model: 'student', weights: run.weights },
    ...trained.map(({ variant: { name, about }, weights }) => ({ name, about, model: 'student' as const, weights })),
  ];
  const figures = await measure(stretch, subjects, engine);
  const rows = subjects.map(({ name, about }, index) => ({ name, about, ...figures[index]! }));
  return {
    from: run.folder,
    command,
    metric: toMetric(run.config),
    factor: plan.factor,
    window: plan.window,
    target: plan.target,
    positions: { before: positionsOf(run.rotary), after: positionsOf(toFusionModel(plan.config).rotary!) },
    epochs: plan.config.training.epochs,
    learningRate: plan.config.training.learningRate,
    seed: options.seed,
    rows,
    folds: trained[0]!.records,
  };
}

function positionsOf({ layers, positionScale }: RotaryUse): Positions[] {
  return layers.map(({ rotaryBase }) => ({ base: rotaryBase, scale: positionScale }));
}
