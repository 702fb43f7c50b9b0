import type { ClipDamage } from '../../datasets/noise/damage.ts';
import type { MediaFacts } from '../media/media-facts.ts';
import type { DamagedSound } from './damage-sound.ts';

const LEFT = { 'silent-clip': 'The clip is silent: no noise was added.', 'silent-noise': 'The noise drawn is silent: nothing was added.', 'no-sound': 'The sound has no sample: nothing was added.' } as const;

/** Returns what a user of a damaged clip must know. @param complaint what a decoder that went on had to say */
export function clipNotes(damage: ClipDamage, facts: MediaFacts, { sound, complaint }: { readonly sound: DamagedSound | undefined; readonly complaint: string | undefined }): string[] {
  const left = sound?.mix?.left;
  const notes = [...facts.notes];
  if (damage.sound !== undefined && facts.audio === undefined) notes.push('The clip has no sound: only its pictures were damaged.');
  if (damage.picture !== undefined && facts.video === undefined) notes.push('The clip has no pictures: only its sound was damaged.');
  if (left !== undefined) notes.push(LEFT[left]);
  if (complaint !== undefined) notes.push(`The source is damaged: ${complaint}.`);
  return notes;
}
