import { TranscriptError } from '../transcript-error.ts';

/**
 * Praat reads texts in quotes, flags and numbers that stand alone, and passes over all else: so the long form, the short form and any between are one
 * (Praat's manual, "TextGrid file formats").
 */
const TOKEN = /"((?:[^"]|"")*)"|<(exists|absent)>|(?<!\S)([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?!\S)|!.*/g;

/** Takes one thing after the other out of a text of Praat. Each throws TranscriptError DAMAGED, with the line, where something else is next. */
export interface PraatTokens {
  text(): string;
  number(): number;
  /** `exists` or `absent`. */
  flag(): string;
  /** How many things follow: checked before room is made for them. */
  count(): number;
  /** Line of what was taken last, from 1. */
  line(): number;
  /** Returns the error that says what is wrong and where. */
  damaged(what: string): TranscriptError;
}

/** Opens a text for taking it apart. @param path for messages */
export function praatTokens(source: string, path: string): PraatTokens {
  const found = source.matchAll(TOKEN);
  const place = { index: 0, line: 1 };
  const damaged = (what: string) => new TranscriptError('DAMAGED', { path, detail: `${what} (line ${place.line})`, next: 'Open it in Praat and save it again, as text.' });
  const take = (group: 1 | 2 | 3, what: string) => {
    for (;;) {
      const match = found.next().value;
      if (match === undefined) throw damaged(`ends where ${what} is due`);
      advance(source, place, match.index);
      if (match[group] !== undefined) return match[group];
      if (!match[0].startsWith('!')) throw damaged(`has ${match[0].slice(0, 40)} where ${what} is due`);
    }
  };
  const number = () => Number(take(3, 'a number'));
  return {
    text: () => take(1, 'a text in quotes').replaceAll('""', '"'),
    number,
    flag: () => take(2, '<exists>'),
    count: () => {
      const given = number();
      if (Number.isSafeInteger(given) && given >= 0 && given <= source.length) return given;
      throw damaged(`says that it has ${given} tiers or intervals`);
    },
    line: () => place.line,
    damaged,
  };
}

function advance(source: string, place: { index: number; line: number }, index: number): void {
  for (let next = source.indexOf('\n', place.index); next >= 0 && next < index; next = source.indexOf('\n', next + 1)) place.line++;
  place.index = index;
}
