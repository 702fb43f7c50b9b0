import { DatasetError } from '../../../datasets/dataset-error.ts';
import { mostProbable } from '../../../datasets/pseudo-labels/most-probable.ts';
import { makeFolds } from '../../../datasets/folds/make-folds.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { FoldItem, FoldPlan } from '../../../datasets/folds/fold.ts';
import type { ClipPlan } from './clip-plan.ts';

/** One way to part the clips. A clip without a label counts as of its likeliest candidate. */
export interface ClipFold {
  /** Safe as a file name, and the only one of that name. */
  readonly name: string;
  readonly train: readonly ClipPlan[];
  readonly val: readonly ClipPlan[];
  readonly test: readonly ClipPlan[];
}

/** The folds and what is to be said of them. */
export interface ClipFolds {
  readonly folds: readonly ClipFold[];
  readonly warnings: readonly string[];
}

interface Item extends FoldItem {
  readonly plan: ClipPlan;
}

/**
 * Parts the clips as the configuration says; a clip counts as much as it has windows or labelled frames.
 *
 * @throws DatasetError as `makeFolds` does; also when a fold lacks a class among labels by frame, or has no label of a task to train on or too few to judge by
 */
export function makeTrainingFolds(plans: readonly ClipPlan[], { config, classes }: { readonly config: TrainingConfig; readonly classes: readonly string[] }): ClipFolds {
  const { missingClasses, ...kind } = config.folds;
  const plan: FoldPlan = kind.kind === 'group' || kind.kind === 'random' ? { ...kind, seed: config.seed } : kind;
  const source = config.labels.file;
  const isClips = config.labels.level === 'clip';
  const made = makeFolds(plans.map(toItem), plan, { ...(classes.length > 0 && isClips && { classes }), missingClasses, source });
  const folds = made.folds.map(({ name, train, val, test }) => ({ name: `fold-${toFileName(name)}`, train: toPlans(train), val: toPlans(val), test: toPlans(test) }));
  folds.forEach((fold) => refuseUnlabelled(fold, source));
  const missing = isClips ? [] : folds.flatMap((fold) => missingFrames(fold, { classes, all: countClasses(plans, classes.length) }));
  if (missing.length > 0 && missingClasses === 'refuse') throw new DatasetError('MISSING_CLASS', { path: source, detail: missing[0]! });
  return { folds: withOwnNames(folds), warnings: [...made.warnings, ...missing.map((text) => `${source}: ${text}.`)] };
}

/** Returns how many labels of each class the clips have: one a window, or one a frame, however many windows it is in. */
export function countClasses(plans: readonly ClipPlan[], classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const { truth, spans } of plans) {
    const weight = truth.times === undefined ? spans.length : 1;
    for (const value of truth.targets.expression ?? []) if (value >= 0) counts[value]! += weight;
  }
  return counts;
}

function toItem(plan: ClipPlan): Item {
  const { times, targets, candidates, ...identity } = plan.truth;
  const expression = candidates !== undefined && (targets.expression?.[0] ?? -1) < 0 ? mostProbable(candidates.weights) : targets.expression?.[0];
  return { ...identity, plan, weight: times?.length ?? plan.spans.length, ...(times === undefined && expression !== undefined && expression >= 0 && { expression }) };
}

/** Letters of any language stay; a name may be of any length, and that of a folder may have 255 bytes. */
function toFileName(name: string): string {
  return name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-').slice(0, 50);
}

function toPlans(items: readonly Item[]): ClipPlan[] {
  return items.map(({ plan }) => plan);
}

function refuseUnlabelled(fold: ClipFold, path: string): void {
  for (const part of ['train', 'val'] as const) {
    for (const task of ['expression', 'valence', 'arousal'] as const) {
      const targets = fold[part].flatMap(({ truth }) => truth.targets[task] ?? []);
      const known = (value: number) => (task === 'expression' ? value >= 0 : !Number.isNaN(value));
      if (targets.length === 0 && fold[part].length > 0) continue; // Nothing of the kind is predicted
      if (part === 'train' && fold.train.some(({ truth }) => truth.candidates !== undefined)) continue; // It is learnt from these
      const there = targets.reduce((count, values) => count + values.filter(known).length, 0);
      const wanted = part === 'val' && task !== 'expression' ? 2 : 1; // Of one value there is no correlation
      if (there >= wanted) continue;
      throw new DatasetError('NO_LABEL', { path, detail: `the ${part === 'train' ? 'training' : 'validation'} part of ${fold.name} has ${there === 0 ? 'no label' : 'only one label'} of ${task}` });
    }
  }
}

function missingFrames(fold: ClipFold, { classes, all }: { readonly classes: readonly string[]; readonly all: readonly number[] }): string[] {
  return (['train', 'val'] as const).flatMap((part) => {
    const counts = countClasses(fold[part], classes.length);
    return classes.flatMap((name, index) => {
      if (counts[index]! > 0) return [];
      return [all[index] === 0 ? `no frame is of the class "${name}"` : `the ${part === 'train' ? 'training' : 'validation'} part of ${fold.name} has no frame of the class "${name}"`];
    });
  });
}

function withOwnNames(folds: readonly ClipFold[]): ClipFold[] {
  const taken = new Set<string>();
  return folds.map((fold) => {
    let name = fold.name;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${fold.name}-${number}`;
    taken.add(name.toLowerCase());
    return { ...fold, name };
  });
}
