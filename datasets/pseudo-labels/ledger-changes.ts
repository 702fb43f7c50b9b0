import type { LedgerChange, LedgerState } from './ledger.ts';
import type { Selection } from './select-clips.ts';

/**
 * Returns what a round adds to the ledger, in the order of the names of clips: nothing for a clip that keeps its label.
 *
 * @param state what the rounds before come to
 */
export function ledgerChanges({ selected, rejected }: Selection, state: LedgerState, { round, classes }: { readonly round: number; readonly classes: readonly string[] }): LedgerChange[] {
  const given = selected.flatMap(({ clip, label, confidence, threshold, agreeing }): LedgerChange[] => {
    const [name, now, last] = [classes[label]!, state.labels.get(clip)?.label, state.history.get(clip)];
    if (now === name) return [];
    return [{ type: now === undefined ? 'promote' : 'change', round, clip, label: name, ...(last !== undefined && last !== name && { from: last }), confidence, threshold, models: agreeing }];
  });
  const still = new Set(selected.map(({ clip }) => clip));
  const why = new Map(rejected.map(({ clip, reason }) => [clip, reason]));
  const taken = [...state.labels].flatMap(([clip, { label }]): LedgerChange[] => (still.has(clip) ? [] : [{ type: 'demote', round, clip, label, reason: why.get(clip) ?? 'not-predicted' }]));
  return [...given, ...taken].sort((a, b) => (a.clip < b.clip ? -1 : 1));
}
