import type { TimedWord } from '../../transcript.ts';
import type { Cue, Reading } from '../cue.ts';
import { toOneLine, toPlainText } from '../plain/to-plain-text.ts';
import { languageOf, toNumber, toRecords, toText, type JsonRecord } from './json-record.ts';
import { fillWordTimes } from './fill-word-times.ts';

/** Reads Whisper's `segments`, with words where they were asked for: `probability` is Whisper's, `score` WhisperX's. */
export function fromSegments(document: JsonRecord, segments: readonly unknown[]): Reading {
  const cues = toRecords(segments).map(toCue);
  return { cues, place: 'segment', clock: 'sound', notes: [], ...languageOf(document.language) };
}

function toCue(segment: JsonRecord, index: number): Cue {
  const [start, end] = [toNumber(segment.start), toNumber(segment.end)];
  const records = toRecords(segment.words);
  const words = fillWordTimes(records.flatMap(toWord), { start, end });
  const speaker = toOneLine(toText(segment.speaker ?? records.find((word) => typeof word.speaker === 'string')?.speaker));
  return { start, end, text: toPlainText(toText(segment.text), 'html'), at: index + 1, ...(speaker !== '' && { speaker }), ...(words.length > 0 && { words }) };
}

function toWord(word: JsonRecord): TimedWord[] {
  const text = toPlainText(toText(word.word ?? word.text), 'html');
  const probability = toNumber(word.probability ?? word.score);
  return text === '' ? [] : [{ text, start: toNumber(word.start), end: toNumber(word.end), ...(Number.isFinite(probability) && { probability }) }];
}
