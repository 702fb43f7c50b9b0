import type { Finding } from '../finding.ts';
import type { ClipIdentity } from '../tables/clip-labels.ts';

/** What is trained on, what is judged by, and what is to be labelled. */
export interface LabelledSets {
  /** Clips that are to be given labels. */
  readonly unlabelled: readonly ClipIdentity[];
  /** Clips with labels that people gave. */
  readonly labelled: readonly ClipIdentity[];
  /** What each model was judged on; the fold of each clip, where the table has folds. */
  readonly validation: readonly { readonly model: string; readonly path: string; readonly folds: ReadonlyMap<string, string | undefined> }[];
  /** Clips whose labels were given by models, in earlier rounds or in the table of labels. */
  readonly pseudo: ReadonlySet<string>;
  /** Clips that are to be kept for the test. */
  readonly test: ReadonlySet<string>;
}

/** Something that makes scores or labels look better than they are. */
export interface LabelLeak extends Finding {
  /** Clips, speakers or videos that it is about, sorted. */
  readonly names: readonly string[];
  /** What would end it if its clips were left out there; absent where nothing would. */
  readonly from?: 'unlabelled' | 'validation';
}

/** Returns what leaks between the sets, errors first. */
export function findLabelLeaks(sets: LabelledSets): LabelLeak[] {
  return [...clipLeaks(sets), ...modelLeaks(sets), ...groupLeaks(sets)];
}

function clipLeaks({ unlabelled, labelled, validation, pseudo, test }: LabelledSets): LabelLeak[] {
  const open = unlabelled.map(({ clip }) => clip);
  const known = new Set([...labelled.map(({ clip }) => clip), ...validation.flatMap(({ folds }) => [...folds.keys()])].filter((clip) => !pseudo.has(clip)));
  const judged = new Set(validation.flatMap(({ folds }) => [...folds.keys()]));
  return [
    ...leak('unlabelled-is-labelled', open.filter((clip) => known.has(clip)), { where: 'unlabelled clips', what: 'have a true label already', fix: 'Predict on other clips, or leave these out with --drop-leaks.', from: 'unlabelled' }),
    ...leak('unlabelled-is-test', open.filter((clip) => test.has(clip)), { where: 'unlabelled clips', what: 'are kept for the test, and would be trained on', fix: 'Leave them out with --drop-leaks.', from: 'unlabelled' }),
    ...leak('test-is-trained-on', labelled.flatMap(({ clip }) => (test.has(clip) ? [clip] : [])), { where: 'labelled clips', what: 'are kept for the test, and the models were trained on them', fix: 'Train without them: give them the split "test" in the table of labels.' }),
    ...leak('pseudo-in-validation', [...judged].filter((clip) => pseudo.has(clip)), { where: 'validation', what: 'are judged by a label that a model gave', fix: `Train on the table train-round-N.csv with its column "split" mapped, or leave them out with --drop-leaks.`, from: 'validation' }),
  ];
}

function modelLeaks({ validation }: LabelledSets): LabelLeak[] {
  return validation.flatMap(({ model, path, folds }) => {
    if ([...folds.values()].every((fold) => fold !== undefined)) return [];
    return leak('scored-on-training', [model], { where: path, what: 'is a table without a column "fold": predictions on clips that a model was trained on are surer and more often right than on others', fix: 'Give validation.csv of the training run, where each clip is predicted by the fold that has not seen it.' });
  });
}

function groupLeaks({ unlabelled, labelled, validation }: LabelledSets): LabelLeak[] {
  return (['speaker', 'video'] as const).flatMap((by) => {
    const known = new Set(labelled.flatMap((clip) => clip[by] ?? []));
    const shared = new Set(unlabelled.flatMap((clip) => (clip[by] !== undefined && known.has(clip[by]) ? [clip[by]] : [])));
    const groupOf = new Map(labelled.flatMap((clip) => (clip[by] === undefined ? [] : [[clip.clip, clip[by]] as const])));
    const inTwo = validation.flatMap(({ folds }) => inTwoFolds(folds, groupOf));
    return [
      ...leak(`${by}-overlap`, [...shared], { level: 'warning', where: 'unlabelled clips', what: `are also among the labelled clips (${by}s)`, fix: `What is validated on these ${by}s says little about others once their clips are trained on.` }),
      ...leak(`${by}-in-two-folds`, [...new Set(inTwo)], { level: 'warning', where: 'validation', what: `are in more than one fold (${by}s)`, fix: `Thresholds and precision are those for ${by}s that the models know; train with folds by ${by}.` }),
    ];
  });
}

function inTwoFolds(folds: ReadonlyMap<string, string | undefined>, groupOf: ReadonlyMap<string, string>): string[] {
  const first = new Map<string, string | undefined>();
  return [...folds].flatMap(([clip, fold]) => {
    const group = groupOf.get(clip);
    if (group === undefined) return [];
    if (!first.has(group)) first.set(group, fold);
    return first.get(group) === fold ? [] : [group];
  });
}

function leak(code: string, all: readonly string[], { level = 'error', ...rest }: Pick<LabelLeak, 'where' | 'what' | 'fix' | 'from'> & { readonly level?: LabelLeak['level'] }): LabelLeak[] {
  if (all.length === 0) return [];
  const names = [...all].sort();
  const listed = names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return [{ level, code, names, ...rest, what: `${listed} ${rest.what}` }];
}
