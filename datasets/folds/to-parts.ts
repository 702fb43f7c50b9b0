import { DatasetError } from '../dataset-error.ts';
import { balanceGroups } from './balance-groups.ts';
import type { FoldItem, FoldPlan } from './fold.ts';
import { shuffle } from './shuffle.ts';

/** What one fold validates on. */
export interface Part<Item extends FoldItem> {
  readonly name: string;
  readonly val: ReadonlySet<Item>;
}

/**
 * Returns the validation part of each fold. They are disjoint, and together all items, except that a given split has one part only.
 *
 * @param items none that is held out for the test
 * @param source for messages: the table the items are from
 * @throws DatasetError NO_GROUP, TOO_FEW_GROUPS, BAD_SPLIT
 */
export function toParts<Item extends FoldItem>(items: readonly Item[], plan: FoldPlan, source: string): Part<Item>[] {
  switch (plan.kind) {
    case 'group':
      return inBalance(groupBy(items, plan.by, source), plan, source);
    case 'random':
      return dealOut(items, plan, source);
    case 'leave-one-out':
      return oneEach(groupBy(items, plan.by, source), plan.by, source);
    case 'given':
      return plan.by === 'fold' ? oneEach(sortByName(groupBy(items, 'fold', source)), 'fold', source) : [givenSplit(items, source)];
  }
}

type Groups<Item> = ReadonlyMap<string, readonly Item[]>;
type Grouping = 'clip' | 'speaker' | 'video' | 'split' | 'fold';

function groupBy<Item extends FoldItem>(items: readonly Item[], by: Grouping, source: string): Groups<Item> {
  const without = items.filter((item) => item[by] === undefined);
  if (without.length > 0) {
    const others = without.length > 1 ? ` and ${without.length - 1} more` : '';
    throw new DatasetError('NO_GROUP', { path: source, detail: `the clip "${without[0]!.clip}"${others} has no ${by}` });
  }
  return Map.groupBy(items, (item) => item[by]!);
}

function inBalance<Item extends FoldItem>(groups: Groups<Item>, { folds, seed, stratify, by }: FoldPlan & { kind: 'group' }, source: string): Part<Item>[] {
  refuseTooFew(groups.size, folds, { source, what: `${by}s` });
  const shuffled = shuffle([...groups.values()], seed);
  const classes = stratify === true ? [...new Set(shuffled.flat().flatMap(({ expression }) => expression ?? []))].sort((a, b) => a - b) : [];
  const sizeOf = (group: readonly Item[]) => group.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const amounts = shuffled.map((group) => [sizeOf(group), ...classes.map((each) => group.filter(({ expression }) => expression === each).length)] as const);
  const partOf = balanceGroups(amounts, folds);
  return numbered(folds, (part) => shuffled.filter((_, group) => partOf[group] === part).flat());
}

/** Class after class where they are to be alike, one clip to each part in turn: neither classes nor sizes differ by more than one. */
function dealOut<Item extends FoldItem>(items: readonly Item[], { folds, seed, stratify }: FoldPlan & { kind: 'random' }, source: string): Part<Item>[] {
  refuseTooFew(items.length, folds, { source, what: 'clips' });
  const shuffled = shuffle(items, seed);
  if (stratify === true) shuffled.sort((a, b) => (a.expression ?? -1) - (b.expression ?? -1));
  return numbered(folds, (part) => shuffled.filter((_, index) => index % folds === part));
}

function oneEach<Item extends FoldItem>(groups: Groups<Item>, by: Grouping, source: string): Part<Item>[] {
  if (groups.size < 2) throw new DatasetError('TOO_FEW_GROUPS', { path: source, detail: `has only the ${by} "${[...groups.keys()].join('')}", and there is no other to train on while it is held out` });
  return [...groups].map(([name, group]) => ({ name, val: new Set(group) }));
}

function sortByName<Item>(groups: Groups<Item>): Groups<Item> {
  const { compare } = new Intl.Collator('en', { numeric: true });
  return new Map([...groups].sort(([a], [b]) => compare(a, b)));
}

function givenSplit<Item extends FoldItem>(items: readonly Item[], source: string): Part<Item> {
  const groups = groupBy(items, 'split', source);
  const isVal = (name: string) => /^(?:val|valid|validation|dev|development)(?:[-_ ]?set)?$/i.test(name);
  const isTrain = (name: string) => /^train(?:ing)?(?:[-_ ]?set)?$/i.test(name);
  const unknown = [...groups.keys()].find((name) => !isTrain(name) && !isVal(name));
  if (unknown !== undefined) throw new DatasetError('BAD_SPLIT', { path: source, detail: `the clip "${groups.get(unknown)![0]!.clip}" is in the split "${unknown}"` });
  const names = [...groups.keys()].join(', ') || 'none';
  if (![...groups.keys()].some(isTrain) || ![...groups.keys()].some(isVal)) throw new DatasetError('BAD_SPLIT', { path: source, detail: `of train and validation it has ${names}` });
  return { name: 'given', val: new Set(items.filter(({ split }) => isVal(split!))) };
}

function numbered<Item extends FoldItem>(folds: number, itemsOf: (part: number) => readonly Item[]): Part<Item>[] {
  return Array.from({ length: folds }, (_, part) => ({ name: String(part + 1), val: new Set(itemsOf(part)) }));
}

function refuseTooFew(there: number, wanted: number, { source, what }: { source: string; what: string }): void {
  if (there < wanted) throw new DatasetError('TOO_FEW_GROUPS', { path: source, detail: `has ${there} ${what} for ${wanted} folds` });
}
