import type { Span } from '../../audio/sound.ts';
import type { Sentence, Transcript } from '../transcript.ts';
import { findLoop } from './find-loop.ts';
import type { RecognisedPiece } from './transcriber.ts';
import { fromWhisperLanguage } from './whisper-language.ts';

/** What pieces are put together with. */
export interface JoinFacts {
  readonly source: Transcript['source'];
  /** When somebody speaks, in order. */
  readonly turns: readonly Span[];
  /** The language that was asked for, a code of Whisper. */
  readonly language?: string | undefined;
}

/** Seconds of speech that must lie under a sentence. */
const LEAST_SPEECH = 0.1;

/**
 * Returns the transcript of a clip from its pieces. Left out, each with a note: sentences where nobody speaks, and sounds in brackets (`[Music]`). Noted and kept: a phrase that
 * is repeated over and over. The language is that of most of the recognised time.
 */
export function joinPieces(pieces: readonly RecognisedPiece[], { source, turns, language }: JoinFacts): Transcript {
  const all = pieces.flatMap(({ sentences }) => sentences);
  const words = all.filter(({ text }) => !isSound(text));
  const spoken = words.filter((sentence) => speechUnder(sentence, turns) >= Math.min(LEAST_SPEECH, (sentence.end - sentence.start) / 2));
  const heard = language === undefined ? byDuration(pieces) : [];
  const notes = [
    ...count(all.length - words.length, 'without words ([Music] and the like) was', 'without words ([Music] and the like) were'),
    ...count(words.length - spoken.length, 'where nobody speaks was', 'where nobody speaks were'),
    ...loopNotes(spoken),
    ...(heard.length > 1 ? [`Taken for ${heard.map(([code, seconds]) => `${fromWhisperLanguage(code)} (${Math.round(seconds)} s)`).join(', ')}: name the language if it is one.`] : []),
  ];
  const tag = language ?? heard[0]?.[0];
  return { sentences: spoken.toSorted((a, b) => a.start - b.start || a.end - b.end), ...(tag !== undefined && { language: fromWhisperLanguage(tag) }), source, notes };
}

/** `[BLANK_AUDIO]`, `(wind)`, `♪ ♪`. */
function isSound(text: string): boolean {
  return /[\p{L}\p{N}]/u.exec(text.replace(/\[[^\]]*\]|\([^)]*\)|（[^）]*）|\*[^*]*\*/gu, '')) === null;
}

function speechUnder({ start, end }: Span, turns: readonly Span[]): number {
  return turns.reduce((sum, turn) => sum + Math.max(0, Math.min(end, turn.end) - Math.max(start, turn.start)), 0);
}

function count(number: number, one: string, many: string): string[] {
  if (number === 0) return [];
  return [number === 1 ? `1 sentence ${one} left out.` : `${number} sentences ${many} left out.`];
}

function loopNotes(sentences: readonly Sentence[]): string[] {
  const loop = findLoop(sentences.map(({ text }) => text).join(' '));
  return loop === undefined ? [] : [`“${loop.phrase}” stands ${loop.times} times in a row: the recogniser may have fallen into a loop.`];
}

function byDuration(pieces: readonly RecognisedPiece[]): [string, number][] {
  const seconds = new Map<string, number>();
  for (const { language, start, end, sentences } of pieces) if (language !== undefined && sentences.length > 0) seconds.set(language, (seconds.get(language) ?? 0) + end - start);
  return [...seconds].sort((a, b) => b[1] - a[1]);
}
