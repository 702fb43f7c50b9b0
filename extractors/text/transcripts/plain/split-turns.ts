import type { TranscriptOptions } from '../transcript-options.ts';
import { joinTexts } from './join-texts.ts';

/** What one person says in a cue. */
export interface Turn {
  readonly text: string;
  readonly speaker?: string;
}

/** `- Where?`, `–Here.`; but not `-40 degrees`. */
const DASH = /^[-–—‐]\s*(?=[^\s\d-])/u;
/** Two or more of them mark a change of speaker in captions of broadcasts. */
const CHEVRONS = /^>{2,}\s*/;
/** `[SPEAKER_00]: text`, as WhisperX writes. */
const BRACKETED = /^\[([^[\]]{1,40})\]\s*[:：]\s*(?=\S)/u;
const CAPITALS = /^(\p{Lu}(?:[\p{Lu}\p{N} .'’_#-]{0,38}[\p{Lu}\p{N}.])?)\s?[:：]\s+(?=\S)/u;
/** One to four words; `10:30` is a time. */
const ANY_NAME = /^(\p{L}[\p{L}\p{M}\p{N}.'’_#-]*(?:\s[\p{L}\p{N}.'’_#()-]+){0,3})\s?[:：](?:\s+|(?!\d))(?=\S)/u;

/**
 * Returns who says what in the lines of a cue: one turn, or one for each line that begins with a dash. Names at the start are taken off as `speakers` says.
 *
 * @param lines plain text each; empty ones are left out
 */
export function splitTurns(lines: readonly string[], speakers: TranscriptOptions['speakers'] = 'auto'): Turn[] {
  const turns: string[][] = [];
  const dashes = lines.filter((line) => DASH.test(line)).length;
  for (const line of lines) {
    const isNew = turns.length === 0 || CHEVRONS.test(line) || (DASH.test(line) && (dashes > 1 || /^[-–—‐]\s/.test(line)));
    const text = line.replace(isNew ? CHEVRONS : '', '').replace(isNew ? DASH : '', '');
    if (isNew) turns.push([text]);
    else turns.at(-1)!.push(text);
  }
  return turns.map((turn) => toTurn(joinTexts(turn), speakers)).filter(({ text }) => text !== '');
}

function toTurn(text: string, speakers: 'auto' | 'always' | 'never'): Turn {
  if (!/[:：]/.test(text)) return { text };
  const match = speakers === 'never' ? null : (BRACKETED.exec(text) ?? CAPITALS.exec(text) ?? (speakers === 'always' ? ANY_NAME.exec(text) : null));
  return match === null ? { text } : { text: text.slice(match[0].length), speaker: match[1]!.trim() };
}
