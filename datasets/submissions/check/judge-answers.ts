import { CORPORA } from '../../corpora.ts';
import type { Protocol } from '../../protocols/protocol.ts';
import type { AnswerStatistics } from './answer-statistics.ts';
import { suspectClassOrder } from './suspect-class-order.ts';
import type { Tally } from './tally.ts';

/** Warns of answers that are in form and yet cannot be meant: one value in all rows, classes in another order. */
export function judgeAnswers({ rows, classes, valence, arousal, units }: AnswerStatistics, file: string, { protocol, tally }: { readonly protocol: Protocol; readonly tally: Tally }): void {
  if (rows < 2) return;
  const only = Object.entries(classes ?? {}).find(([, count]) => count >= rows);
  if (only !== undefined) tally.add('warning', 'constant', () => ({ where: file, what: `every row is ${only[0]}`, fix: 'Check that the predictions are those of the model, and not placeholders.' }));
  for (const [name, spread] of Object.entries({ valence, arousal })) {
    if (spread !== undefined && spread.lowest === spread.highest) tally.add('warning', 'constant', () => ({ where: file, what: `${name} is ${spread.lowest} in every row: its correlation is 0`, fix: 'Check that the predictions are those of the model, and not placeholders.' }));
  }
  const never = Object.entries(units ?? {}).filter(([, count]) => count === 0).map(([name]) => name);
  if (never.length > 0) tally.add('warning', 'constant', () => ({ where: file, what: `${never.join(', ')} ${never.length === 1 ? 'is' : 'are'} 0 in every row: the F1 is 0`, fix: 'Check the order of the columns, and the threshold.' }));
  if (classes !== undefined) warnOfOrder(Object.values(classes), file, { protocol, tally });
}

function warnOfOrder(counts: readonly number[], file: string, { protocol, tally }: { readonly protocol: Protocol; readonly tally: Tally }): void {
  const shares = publishedCounts(protocol);
  const suspected = shares === undefined ? undefined : suspectClassOrder(counts, shares, protocol.classes!);
  if (suspected === undefined) return;
  tally.add('warning', 'class-order', () => ({ where: file, what: `codes look as if they counted classes in ${suspected.name} order (${suspected.order.join(', ')}): the shares of classes are ${percent(suspected.distance)} away from the published ones, and ${percent(suspected.other)} in that order`, fix: `Write codes in the order ${protocol.classes!.join(', ')}.` }));
}

/** Counts of the classes in the training part, as its makers published them; `undefined` where they did not. */
function publishedCounts({ corpus, task, classes = [], splits }: Protocol): readonly number[] | undefined {
  const published = CORPORA[corpus]?.published.filter((each) => each.split === splits.train && (each.task === undefined || each.task === task || task === 'mtl')) ?? [];
  const counts = classes.map((name) => published.find(({ of }) => typeof of === 'object' && of.class === name)?.count);
  return counts.includes(undefined) ? undefined : (counts as number[]);
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
