import type { VoiceRow } from '../rows.ts';
import type { RowCollector } from '../stages/row-collector.ts';
import { withheldNotes } from './withheld-notes.ts';

/** Returns a collector of what is to be said of verdicts that were withheld: a sentence for the voice, and one for frames whose only face was none. */
export function collectDoubts(windows: readonly VoiceRow[]): RowCollector<string[]> {
  let [nobody, frames, last] = [0, 0, -1];
  return {
    add({ frame, person, uncertain }) {
      if (frame !== last) frames += 1;
      last = frame;
      if (person === undefined && uncertain?.face !== undefined) nobody += 1;
    },
    result: () => [...withheldNotes(windows), ...(nobody === 0 ? [] : [`In ${nobody} of ${frames} frames what the detector took for a face is none: they have no row of a person.`])],
  };
}
