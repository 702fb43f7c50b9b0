import type { VoiceRow } from '../rows.ts';

/** Returns one sentence on how much of the voice is withheld and why; none where nothing is. */
export function withheldNotes(windows: readonly VoiceRow[]): string[] {
  const withheld = windows.flatMap(({ uncertain }) => uncertain ?? []);
  const heard = withheld.length + windows.filter(({ verdict }) => verdict !== undefined).length;
  const reasons = new Map([...Map.groupBy(withheld, (reason) => reason)].map(([reason, { length }]) => [reason, length] as const));
  return withheldNote(reasons, { modality: 'voice', total: heard, what: 'windows of speech' });
}

/** Returns one sentence on how many of `total` verdicts of a modality are withheld, by reason; none where no reason is given. */
export function withheldNote(reasons: ReadonlyMap<string, number>, { modality, total, what }: { readonly modality: string; readonly total: number; readonly what: string }): string[] {
  const withheld = [...reasons.values()].reduce((sum, count) => sum + count, 0);
  if (withheld === 0) return [];
  const words = [...reasons].sort(([, a], [, b]) => b - a).map(([reason, count]) => `${count} ${reason}`);
  return [`The ${modality} is uncertain in ${withheld} of ${total} ${what} (${Math.round((100 * withheld) / total)} %: ${words.join(', ')}): they have no verdict and count in no mean.`];
}
