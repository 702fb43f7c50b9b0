import type { Gate } from '../../../plugins/gate/gate.ts';

/** Returns the rows of a table of how each method did, the best first: AUROC in per cent by kind of outliers, and their mean. */
export function trialRows({ trials }: Gate): string[][] {
  const kinds = Object.keys(trials[0]!.auroc);
  const percent = (value: number) => (100 * value).toFixed(1);
  return [['AUROC, %', ...kinds, 'mean', 'settings'], ...trials.map(({ method, settings, auroc, mean }) => [method, ...kinds.map((kind) => percent(auroc[kind]!)), percent(mean), Object.entries(settings).map(([name, value]) => `${name} ${value}`).join(', ')])];
}
