import type { VoiceRow } from '../rows.ts';
import type { RowCollector } from '../stages/row-collector.ts';
import { withheldNote, withheldNotes } from './withheld-notes.ts';

/** Returns a collector of what is to be said of verdicts that were withheld: a sentence for the voice, one for faces, and one for frames whose only face was none. */
export function collectDoubts(windows: readonly VoiceRow[]): RowCollector<string[]> {
  let [nobody, frames, faces, last] = [0, 0, 0, -1];
  const doubts = new Map<string, number>();
  return {
    add({ frame, person, uncertain }) {
      if (frame !== last) frames += 1;
      last = frame;
      if (person === undefined && uncertain?.face !== undefined) nobody += 1;
      if (person === undefined) return;
      faces += 1;
      if (uncertain?.face !== undefined) doubts.set(uncertain.face, (doubts.get(uncertain.face) ?? 0) + 1);
    },
    result: () => [...withheldNotes(windows), ...withheldNote(doubts, { modality: 'face', total: faces, what: 'sightings of a person' }), ...(nobody === 0 ? [] : [`In ${nobody} of ${frames} frames what the detector took for a face is none: they have no row of a person.`])],
  };
}
