import { ledgerState, type LedgerRound, type LedgerState } from '../../datasets/pseudo-labels/ledger.ts';
import { findLabelLeaks, type LabelLeak } from '../../datasets/pseudo-labels/find-label-leaks.ts';
import type { RejectionReason } from '../../datasets/pseudo-labels/select-clips.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import type { ClipIdentity } from '../../datasets/tables/clip-labels.ts';
import { readClipList } from './clip-list.ts';
import { hashOf, readLabelTable, toTableReading, type LabelTable, type TableReading } from './label-table.ts';
import { openModels, type ModelPaths, type OpenModel } from './open-models.ts';
import type { StoredLedger } from './read-ledger.ts';

/** What a round is made of, by path. */
export interface RoundPaths extends ModelPaths {
  readonly labels?: string | undefined;
  /** Clips that may be given labels. Default: all that are predicted. */
  readonly unlabelled?: string | undefined;
  readonly testList?: string | undefined;
  /** Names of columns that differ from those of the training run. */
  readonly column: Readonly<Record<string, string>>;
}

/** How a round is made. */
export interface RoundOptions {
  readonly round: number;
  readonly rule: LedgerRound['rule'];
  /** What to do with leaks: tell, leave their clips out, or go on. */
  readonly onLeak: 'refuse' | 'drop' | 'allow';
  readonly ledger: StoredLedger;
}

/** Everything that decides a round, read and checked. */
export interface RoundInputs {
  readonly models: readonly OpenModel[];
  readonly classes: readonly string[];
  readonly labels: LabelTable;
  readonly reading: TableReading;
  /** Clips that may be given labels. */
  readonly unlabelled: ReadonlyMap<string, ClipIdentity>;
  /** Clips that are given none all the same, and why. */
  readonly left: ReadonlyMap<string, RejectionReason>;
  /** Clips of validation that nothing is measured on. */
  readonly leftOfValidation: ReadonlySet<string>;
  readonly leaks: readonly LabelLeak[];
  readonly round: number;
  readonly rule: LedgerRound['rule'];
  readonly state: LedgerState;
  /** sha256 of the lists that were given. */
  readonly lists: { readonly unlabelled?: string; readonly test?: string };
  /** Sentences for whoever uses the labels. */
  readonly warnings: readonly string[];
}

/**
 * Reads everything that a round is made of and looks for leaks.
 *
 * @throws ConfigError, DatasetError for what cannot be used; LEAK for what would make labels or scores look better than they are
 */
export async function openRound(paths: RoundPaths, { round, rule, onLeak, ledger }: RoundOptions): Promise<RoundInputs> {
  const models = await openModels(paths);
  const reading = toTableReading(models, paths.column);
  const labels = await readLabelTable(paths.labels, models, reading);
  const listed = paths.unlabelled === undefined ? undefined : await readClipList(paths.unlabelled, reading.columns);
  const test = paths.testList === undefined ? [] : [...(await readClipList(paths.testList, reading.columns)).keys()];
  const predicted = new Set(models.flatMap(({ predictions }) => [...predictions.clips.keys()]));
  const unlabelled = listed ?? new Map([...predicted].map((clip) => [clip, { clip }]));
  const state = ledgerState(ledger.lines, round);
  const leaks = findLabelLeaks({ ...toSets(models, labels, test), unlabelled: [...unlabelled.values()].filter(({ clip }) => predicted.has(clip)), pseudo: new Set([...labels.pseudo, ...state.history.keys()]) });
  refuseLeaks(leaks, onLeak);
  return {
    models,
    classes: models[0]!.validation.classes,
    labels,
    reading,
    unlabelled,
    left: leftOut(leaks, labels, onLeak),
    leftOfValidation: new Set(onLeak === 'drop' ? leaks.flatMap(({ from, names }) => (from === 'validation' ? names : [])) : []),
    leaks,
    round,
    rule,
    state,
    lists: { ...(paths.unlabelled !== undefined && { unlabelled: await hashOf(paths.unlabelled) }), ...(paths.testList !== undefined && { test: await hashOf(paths.testList) }) },
    warnings: [...leaks.map((leak) => leakWarning(leak, onLeak)), ...coverage(models, unlabelled, predicted)],
  };
}

function toSets(models: readonly OpenModel[], { labelled }: LabelTable, test: readonly string[]) {
  const isTest = ({ split = '' }: ClipIdentity) => /^test/i.test(split);
  return {
    labelled: labelled.filter((clip) => !isTest(clip)),
    validation: models.map(({ name, validation }) => ({ model: name, path: validation.path, folds: new Map([...validation.clips].map(([clip, { fold }]) => [clip, fold])) })),
    test: new Set([...test, ...labelled.filter(isTest).map(({ clip }) => clip)]),
  };
}

function refuseLeaks(leaks: readonly LabelLeak[], onLeak: RoundOptions['onLeak']): void {
  const open = leaks.filter(({ level, from }) => level === 'error' && onLeak !== 'allow' && !(onLeak === 'drop' && from !== undefined));
  const [first] = open;
  if (first === undefined) return;
  const others = open.length > 1 ? ` (and ${open.length - 1} more of the kind: ${open.slice(1).map(({ code }) => code).join(', ')})` : '';
  throw new DatasetError('LEAK', { path: first.where, detail: `${first.what}${others}`, next: `${first.fix} --allow-leak goes on all the same.` });
}

/** A clip that people labelled keeps that label, whatever is allowed. */
function leftOut(leaks: readonly LabelLeak[], { labelled }: LabelTable, onLeak: RoundOptions['onLeak']): Map<string, RejectionReason> {
  const namesOf = (wanted: string) => leaks.flatMap(({ code, names }) => (code === wanted ? names : []));
  const known = [...labelled.map(({ clip }) => clip), ...namesOf('unlabelled-is-labelled')];
  const test = onLeak === 'drop' ? namesOf('unlabelled-is-test') : [];
  return new Map([...known.map((clip) => [clip, 'is-labelled'] as const), ...test.map((clip) => [clip, 'is-test'] as const)]);
}

function leakWarning({ level, where, what, fix, from, names }: LabelLeak, onLeak: RoundOptions['onLeak']): string {
  if (level === 'error' && onLeak === 'drop' && from !== undefined) return `${where}: ${names.length} clips are left out of the ${from === 'validation' ? 'validation' : 'unlabelled clips'}: ${what}.`;
  return `${where}: ${what}. ${fix}`;
}

function coverage(models: readonly OpenModel[], unlabelled: ReadonlyMap<string, ClipIdentity>, predicted: ReadonlySet<string>): string[] {
  const bare = [...unlabelled.keys()].filter((clip) => !predicted.has(clip)).length;
  const lacking = models.flatMap(({ name, predictions }) => {
    const count = [...predicted].filter((clip) => unlabelled.has(clip) && !predictions.clips.has(clip)).length;
    return count === 0 ? [] : [`${count} unlabelled clips lack the prediction of "${name}"; the other models decide on them.`];
  });
  return [...(bare === 0 ? [] : [`${bare} of ${unlabelled.size} unlabelled clips are predicted by no model and get no label.`]), ...lacking];
}
