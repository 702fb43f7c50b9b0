import type { VoiceRow } from '../rows.ts';

/** Returns one sentence on how much of the voice is withheld and why; none where nothing is. */
export function withheldNotes(windows: readonly VoiceRow[]): string[] {
  const withheld = windows.flatMap(({ uncertain }) => uncertain ?? []);
  if (withheld.length === 0) return [];
  const heard = withheld.length + windows.filter(({ verdict }) => verdict !== undefined).length;
  const reasons = [...Map.groupBy(withheld, (reason) => reason)].sort(([, a], [, b]) => b.length - a.length).map(([reason, { length }]) => `${length} ${reason}`);
  return [`The voice is uncertain in ${withheld.length} of ${heard} windows of speech (${Math.round((100 * withheld.length) / heard)} %: ${reasons.join(', ')}): they have no verdict and count in no mean.`];
}
