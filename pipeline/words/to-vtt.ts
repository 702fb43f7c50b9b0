import type { Sentence, TimedWord, Transcript } from '../../extractors/text/transcript.ts';
import { toSpan } from './to-span.ts';
import { toStamp } from './to-stamp.ts';

/** Returns a transcript as WebVTT: speakers as voices, times of words inside of the text. */
export function toVtt({ sentences, language }: Transcript): string {
  const header = `WEBVTT\n${language === undefined ? '' : `Language: ${language}\n`}`;
  return `${header}\n${sentences.map((sentence) => `${toSpan(sentence, '.')}\n${toVoice(sentence)}${toTimedText(sentence)}\n\n`).join('')}`;
}

/** A name in a tag may hold references to characters; `>` would end it. */
function toVoice({ speaker }: Sentence): string {
  return speaker === undefined ? '' : `<v ${escapeText(speaker)}>`;
}

/** Each word gets a time before it, and one behind it where a pause follows. Words that are not found in the text are left without. */
function toTimedText({ text, start, end, words = [] }: Sentence): string {
  let [result, place, time] = ['', 0, start];
  for (const [index, word] of words.entries()) {
    const found = text.indexOf(word.text, place);
    if (found < 0) continue;
    result += `${escapeText(text.slice(place, found))}${stampsOf(word, { time, end })}`;
    result += escapeText(word.text);
    [place, time] = [found + word.text.length, word.start];
    const next = words[index + 1]?.start ?? end;
    if (word.end < next && word.end > word.start) [result, time] = [`${result}<${toStamp(word.end, '.')}>`, word.end];
  }
  return result + escapeText(text.slice(place));
}

function stampsOf({ start }: TimedWord, { time, end }: { readonly time: number; readonly end: number }): string {
  return start > time && start <= end ? `<${toStamp(start, '.')}>` : '';
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
