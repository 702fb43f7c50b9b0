import type { TimedWord } from '../../transcript.ts';
import { parseTime } from '../parse-time.ts';
import { joinTexts } from '../plain/join-texts.ts';
import { splitTurns, type Turn } from '../plain/split-turns.ts';
import { toPlainText } from '../plain/to-plain-text.ts';
import type { TranscriptOptions } from '../transcript-options.ts';
import type { MarkedCue } from './read-webvtt.ts';

/** What one voice says until the next time or voice. */
interface Piece {
  readonly voice: string | undefined;
  readonly time: number;
  readonly text: string;
}

type TimedTurn = Turn & { readonly words?: readonly TimedWord[] };

const TOKEN = /<([^<>]*)>|[^<]+|</g;
/** Beginnings of tags that say more than how a text looks. */
const TELLING = /<(?:\/?v\b|\/?rt\b|\d)/;
const TIME_TAG = /^(?:\d+:)?\d\d:\d\d\.\d{3}$/;

/** Returns what each voice of a cue says. A word is what stands between two times, where the text has times. */
export function toTurns(cue: MarkedCue, speakers: TranscriptOptions['speakers']): TimedTurn[] {
  const pieces = toPieces(cue);
  const isTimed = pieces.some(({ time }) => time !== cue.start);
  const voices: Piece[][] = [];
  for (const piece of pieces) {
    if (voices.at(-1)?.[0]!.voice === piece.voice && voices.length > 0) voices.at(-1)!.push(piece);
    else voices.push([piece]);
  }
  const times = [...new Set(pieces.map(({ time }) => time)), cue.end];
  return voices.flatMap((voice) => toVoiceTurns(voice, isTimed ? toWords(voice, times) : [], speakers));
}

function toPieces(cue: MarkedCue): Piece[] {
  const marked = cue.lines.join('\n');
  if (!TELLING.test(marked)) return [{ voice: undefined, time: cue.start, text: marked }]; // Most cues, in half the time
  const pieces: Piece[] = [];
  let [voice, time, inRuby]: [string | undefined, number, boolean] = [undefined, cue.start, false];
  for (const [token, tag] of marked.matchAll(TOKEN)) {
    if (tag === undefined) {
      if (!inRuby) pieces.push({ voice, time, text: token });
    } else if (TIME_TAG.test(tag)) {
      const stamp = parseTime(tag);
      if (stamp > time && stamp <= cue.end) time = stamp;
    } else if (/^v[\s.]/.test(tag)) voice = toPlainText(tag.replace(/^v\S*/, ''), 'any') || undefined;
    else if (tag === '/v') voice = undefined;
    else if (/^\/?rt\b/.test(tag)) inRuby = tag === 'rt';
  }
  return [...pieces, { voice, time, text: '' }]; // Its time may be the end of the last word
}

/** @param times of the cue, rising, its end the last */
function toWords(voice: readonly Piece[], times: readonly number[]): TimedWord[] {
  const endOf = new Map(times.slice(1).map((time, index) => [times[index]!, time]));
  return [...Map.groupBy(voice, ({ time }) => time)].flatMap(([start, pieces]) => {
    const text = toPlainText(pieces.map((piece) => piece.text).join(''), 'any');
    return text === '' ? [] : [{ text, start, end: endOf.get(start)! }];
  });
}

function toVoiceTurns(voice: readonly Piece[], words: readonly TimedWord[], speakers: TranscriptOptions['speakers']): TimedTurn[] {
  const lines = voice.map(({ text }) => text).join('').split('\n').map((line) => toPlainText(line, 'any')).filter((line) => line !== '');
  const speaker = voice[0]!.voice;
  const turns: Turn[] = speaker === undefined ? splitTurns(lines, speakers) : lines.length > 0 ? [{ text: joinTexts(lines), speaker }] : [];
  if (turns.length !== 1 || words.length === 0) return turns;
  const first = words.findIndex(({ text }) => turns[0]!.text.startsWith(text)); // Before it are the dash or the name that was taken off
  return [{ ...turns[0]!, ...(first >= 0 && { words: words.slice(first) }) }];
}
