import { DatasetError } from '../dataset-error.ts';
import { TRAIN_ONLY_SPLIT } from '../pseudo-labels/label-source.ts';
import { findLeaks } from './find-leaks.ts';
import { findMissingClasses, type MissingClass } from './find-missing-classes.ts';
import type { Fold, FoldItem, FoldPlan } from './fold.ts';
import { toParts } from './to-parts.ts';

/** A corpus divided for training, and what is to be said of it. */
export interface Folds<Item extends FoldItem> {
  readonly folds: readonly Fold<Item>[];
  /** Sentences for whoever reads the scores: what leaks, what is missing. */
  readonly warnings: readonly string[];
}

/** What does not change how a corpus is divided. */
export interface FoldOptions {
  /** Names of the classes, for messages; each of them must occur. */
  readonly classes?: readonly string[];
  /** What to do with a fold whose training or validation part lacks a class: tell (the default), or only warn. Where one speaker is left out, validation only warns. */
  readonly missingClasses?: 'refuse' | 'warn';
  /** The table that the items are from, for messages. */
  readonly source?: string;
}

/**
 * Divides a corpus into folds. The same items, plan and seed give the same folds. Items whose split begins with "test" are held out: in no `train` or `val`, and
 * in `test` of every fold. Items of the split "pseudo" are in `train` of every fold and never in `val`: labels that models gave judge nothing. All other parts keep the order of the items.
 *
 * @throws DatasetError NO_GROUP when a clip lacks what the plan goes by, TOO_FEW_GROUPS, BAD_SPLIT, MISSING_CLASS
 * @throws RangeError for fewer than two folds, or a weight that is not above 0
 */
export function makeFolds<Item extends FoldItem>(items: readonly Item[], plan: FoldPlan, options: FoldOptions = {}): Folds<Item> {
  refuseMistakes(items, plan);
  const source = options.source ?? 'folds';
  const isTest = ({ split = '' }: Item) => /^test/i.test(split);
  const test = items.filter(isTest);
  const rest = items.filter((item) => !isTest(item));
  const folds = toParts(rest.filter(({ split }) => split !== TRAIN_ONLY_SPLIT), plan, source).map(({ name, val }) => ({ name, train: rest.filter((item) => !val.has(item)), val: rest.filter((item) => val.has(item)), test }));
  const missing = describeMissing(rest, findMissingClasses(folds), options.classes);
  const refused = missing.find(({ part }) => options.missingClasses !== 'warn' && !(plan.kind === 'leave-one-out' && part === 'val'));
  if (refused !== undefined) throw new DatasetError('MISSING_CLASS', { path: source, detail: refused.text });
  return { folds, warnings: [...leakWarnings(folds, plan), ...missing.slice(0, 1).map(({ text }) => `${source}: ${text}${missing.length > 1 ? `, and so ${missing.length - 1} times more` : ''}.`)] };
}

function refuseMistakes(items: readonly FoldItem[], plan: FoldPlan): void {
  if ('folds' in plan && !(Number.isInteger(plan.folds) && plan.folds >= 2)) throw new RangeError(`folds is ${plan.folds}, and must be a whole number of at least 2`);
  const bad = items.find(({ weight = 1 }) => !(weight > 0 && Number.isFinite(weight)));
  if (bad !== undefined) throw new RangeError(`The weight of the clip "${bad.clip}" is ${String(bad.weight)}, and must be above 0`);
}

function describeMissing(items: readonly FoldItem[], missing: readonly MissingClass[], classes: readonly string[] | undefined): { part?: 'train' | 'val'; text: string }[] {
  const nameOf = (expression: number) => `"${classes?.[expression] ?? String(expression)}"`;
  const there = new Set(items.map(({ expression }) => expression));
  const nowhere = there.size === 1 && there.has(undefined) ? [] : (classes ?? []).keys().filter((expression) => !there.has(expression));
  return [
    ...[...nowhere].map((expression) => ({ text: `no clip is of the class ${nameOf(expression)}` })),
    ...missing.map(({ fold, part, expression }) => ({ part, text: `the ${part === 'train' ? 'training' : 'validation'} part of fold ${fold} has no clip of the class ${nameOf(expression)}` })),
  ];
}

function leakWarnings(folds: readonly Fold<FoldItem>[], { kind }: FoldPlan): string[] {
  const leaks = findLeaks(folds).map(({ by, part, shared, of }) =>
    part === 'test' ? `${shared} of the ${of} ${by}s of the test are also trained on.` : `${shared} of ${of} ${by}s are in training and in validation of the same fold.`);
  if (leaks.length > 0) return [...leaks, 'Scores on them say little about new people and new recordings.'];
  return kind === 'random' ? ['Random folds keep no speakers and no recordings apart: clips or windows of one may be in training and in validation, and scores then say little about new people.'] : [];
}
