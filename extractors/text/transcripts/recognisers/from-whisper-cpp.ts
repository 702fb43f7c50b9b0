import type { TimedWord } from '../../transcript.ts';
import type { Cue, Reading } from '../cue.ts';
import { toPlainText } from '../plain/to-plain-text.ts';
import { isRecord, languageOf, toNumber, toRecords, toText, type JsonRecord } from './json-record.ts';

/** Tokens that stand for no sound: `[_BEG_]`, `[_TT_150]`, `<|endoftext|>`. */
const SPECIAL = /^(?:\[_.*\]|<\|.*\|>)$/;
/** Scripts that set no space: each token is taken for a word. */
const NO_SPACE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Reads whisper.cpp's `transcription`: milliseconds, and tokens with `-ojf`, which are put together to words. */
export function fromWhisperCpp(document: JsonRecord, transcription: readonly unknown[]): Reading {
  const { result } = document;
  return { cues: toRecords(transcription).map(toCue), place: 'segment', clock: 'sound', notes: [], ...(isRecord(result) && languageOf(result.language)) };
}

function toCue(segment: JsonRecord, index: number): Cue {
  const words = toWords(toRecords(segment.tokens));
  const speaker = toText(segment.speaker);
  return { ...toSpan(segment.offsets), text: toPlainText(toText(segment.text), 'html'), at: index + 1, ...(/^\d+$/.test(speaker) && { speaker: `Speaker ${speaker}` }), ...(words.length > 0 && { words }) };
}

function toSpan(offsets: unknown): { readonly start: number; readonly end: number } {
  const { from, to }: JsonRecord = isRecord(offsets) ? offsets : {};
  return { start: toNumber(from) / 1000, end: toNumber(to) / 1000 };
}

/** A token that begins with a space begins a word; its probability is the mean of its tokens', as Whisper has it. */
function toWords(tokens: readonly JsonRecord[]): TimedWord[] {
  const groups: JsonRecord[][] = [];
  for (const token of tokens.filter(({ text }) => !SPECIAL.test(toText(text).trim()))) {
    const text = toText(token.text);
    if (groups.length === 0 || text.startsWith(' ') || NO_SPACE.test(text)) groups.push([token]);
    else groups.at(-1)!.push(token);
  }
  return groups.flatMap((group) => {
    const text = toPlainText(group.map((token) => toText(token.text)).join(''), 'html');
    const probability = group.reduce((sum, { p }) => sum + toNumber(p), 0) / group.length;
    const word = { text, start: toSpan(group[0]!.offsets).start, end: toSpan(group.at(-1)!.offsets).end };
    return text === '' || Number.isNaN(word.start) ? [] : [{ ...word, ...(Number.isFinite(probability) && { probability }) }];
  });
}
