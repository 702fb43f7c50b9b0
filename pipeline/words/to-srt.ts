import type { Transcript } from '../../extractors/text/transcript.ts';
import { toSpan } from './to-span.ts';

/** Returns a transcript as SubRip. A speaker stands before the text as `[NAME]: `; times of words have no place there. */
export function toSrt({ sentences }: Transcript): string {
  return sentences.map((sentence, index) => `${index + 1}\n${toSpan(sentence, ',')}\n${sentence.speaker === undefined ? '' : `[${sentence.speaker}]: `}${escapeMarkup(sentence.text)}\n\n`).join('');
}

/** Only what players would take for markup: SubRip has no rule for it. */
function escapeMarkup(text: string): string {
  return text.replace(/&(?=(?:#\d+|#x[\da-f]+|\w+);)/gi, '&amp;').replace(/<(?=\/?[a-z])/gi, '&lt;');
}
