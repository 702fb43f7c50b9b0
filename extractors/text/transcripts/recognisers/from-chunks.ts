import type { Cue, Reading } from '../cue.ts';
import { joinTexts } from '../plain/join-texts.ts';
import { toOneLine, toPlainText } from '../plain/to-plain-text.ts';
import { languageOf, toNumber, toRecords, toText, type JsonRecord } from './json-record.ts';

/** A gap of this many seconds between words ends a sentence. */
const PAUSE = 0.5;
/** More signs than this and chunks are no words. */
const LONGEST_WORD = 30;

/** Reads the `chunks` of a pipeline of transformers or Transformers.js. Where each is a word, they are put together to sentences, at pauses and full stops. */
export function fromChunks(document: JsonRecord, chunks: readonly unknown[]): Reading {
  const cues = toRecords(chunks).map(toCue);
  const areWords = cues.length > 1 && cues.every(({ text }) => !text.includes(' ') && text.length < LONGEST_WORD);
  return { cues: areWords ? groupWords(cues) : cues, place: 'segment', clock: 'sound', notes: [], ...languageOf(document.language) };
}

/** The last end may be `null`: the speech was cut off there. */
function toCue({ timestamp, text, speaker }: JsonRecord, index: number): Cue {
  const [start, end]: readonly unknown[] = Array.isArray(timestamp) ? (timestamp as readonly unknown[]) : [];
  const name = toOneLine(toText(speaker));
  return { start: toNumber(start), end: end === null ? undefined : toNumber(end), text: toPlainText(toText(text), 'html'), at: index + 1, ...(name !== '' && { speaker: name }) };
}

function groupWords(cues: readonly Cue[]): Cue[] {
  const groups: Cue[][] = [];
  for (const cue of cues) {
    const before = groups.at(-1)?.at(-1);
    const goesOn = before !== undefined && cue.start - (before.end ?? before.start) < PAUSE && !/[.?!。？！]["”’]?$/.test(before.text) && before.speaker === cue.speaker;
    if (goesOn) groups.at(-1)!.push(cue);
    else groups.push([cue]);
  }
  return groups.map((group) => ({
    ...group[0]!,
    end: group.at(-1)!.end,
    text: joinTexts(group.map(({ text }) => text)),
    words: group.map(({ text, start, end }) => ({ text, start, end: end ?? start })),
  }));
}
