import type { TimedWord } from '../../transcript.ts';
import type { Cue, Reading } from '../cue.ts';
import { toOneLine, toPlainText } from '../plain/to-plain-text.ts';
import { languageOf, toNumber, toRecords, toText, type JsonRecord } from './json-record.ts';
import { fillWordTimes } from './fill-word-times.ts';

/** Reads Whisper's `segments`, with words where they were asked for: `probability` is Whisper's, `score` WhisperX's. */
export function fromSegments(document: JsonRecord, segments: readonly unknown[]): Reading {
  return readSegments(document, segments, (text) => toPlainText(text, 'html'));
}

/** Reads what `affekt transcript --format json` writes: plain text already, and times of the clip. */
export function fromSentences(document: JsonRecord, sentences: readonly unknown[]): Reading {
  return { ...readSegments(document, sentences, toOneLine), clock: 'clip' };
}

function readSegments(document: JsonRecord, segments: readonly unknown[], clean: (text: string) => string): Reading {
  const cues = toRecords(segments).map((segment, index) => toCue(segment, index + 1, clean));
  return { cues, place: 'segment', clock: 'sound', notes: [], ...languageOf(document.language) };
}

function toCue(segment: JsonRecord, at: number, clean: (text: string) => string): Cue {
  const [start, end] = [toNumber(segment.start), toNumber(segment.end)];
  const records = toRecords(segment.words);
  const words = fillWordTimes(records.flatMap((word) => toWord(word, clean)), { start, end });
  const speaker = toOneLine(toText(segment.speaker ?? records.find((word) => typeof word.speaker === 'string')?.speaker));
  return { start, end, text: clean(toText(segment.text)), at, ...(speaker !== '' && { speaker }), ...(words.length > 0 && { words }) };
}

function toWord(word: JsonRecord, clean: (text: string) => string): TimedWord[] {
  const text = clean(toText(word.word ?? word.text));
  const probability = toNumber(word.probability ?? word.score);
  return text === '' ? [] : [{ text, start: toNumber(word.start), end: toNumber(word.end), ...(Number.isFinite(probability) && { probability }) }];
}
