import { toRejected, type SelectedClip, type Selection } from './select-clips.ts';

/** A selection without the clips that had another label in an earlier round. */
export interface PartedSelection extends Selection {
  /** Those clips. */
  readonly conflicts: readonly SelectedClip[];
}

/**
 * Takes clips out of a selection that an earlier round gave another label.
 *
 * @param history the last label of every clip that ever had one
 */
export function partConflicts({ selected, rejected }: Selection, history: ReadonlyMap<string, string>, classes: readonly string[]): PartedSelection {
  const conflicts = selected.filter(({ clip, label }) => (history.get(clip) ?? classes[label]!) !== classes[label]!);
  const out = new Set(conflicts);
  const all = [...rejected, ...conflicts.map((clip) => toRejected(clip, 'other-label-in-an-earlier-round'))].sort((a, b) => (a.clip < b.clip ? -1 : 1));
  return { selected: selected.filter((clip) => !out.has(clip)), rejected: all, conflicts };
}
