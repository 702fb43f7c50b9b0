import { detectEnglish } from '../../../extractors/text/emotion/detect-english.ts';
import { splitWords } from '../../../extractors/text/emotion/split-words.ts';
import type { TextReader, TextReading } from '../../../extractors/text/emotion/text-reader.ts';
import { weighWords, type WordWeight } from '../../../extractors/text/emotion/weigh-words.ts';
import { toProbabilities } from '../../../fusion/labels/to-probabilities.ts';
import type { Expression, Probabilities } from '../../../fusion/verdict.ts';
import { topExpression } from '../../../fusion/verdicts/to-verdict.ts';

/** A row of the output, its keys in this order. All figures are `null` where nothing can be said, and `note` says why. */
export interface SentenceRow {
  /** Of the input, from 1. */
  readonly line: number;
  readonly text: string;
  /** The most probable expression. */
  readonly expression: Expression | null;
  /** By expression; sums to 1. */
  readonly probabilities: Probabilities | null;
  /** In [-1, 1]. */
  readonly valence: number | null;
  /** In [-1, 1]. */
  readonly arousal: number | null;
  /** In [-1, 1]. */
  readonly dominance: number | null;
  /** The most probable class in the model's own words. */
  readonly label: string | null;
  /** The classes that the model assigns, in its own words: none, one or several. */
  readonly labels: readonly string[];
  /** Present when asked for: what each word does for `label`. */
  readonly words?: readonly Pick<WordWeight, 'word' | 'weight'>[];
  /** `en`; `other`; `null` where there are too few words to tell. */
  readonly language: 'en' | 'other' | null;
  readonly note: string | null;
  /** Registry id. */
  readonly model: string;
}

/** What is wanted of each sentence. */
export interface RowOptions {
  /** With the weights of the words. */
  readonly explain: boolean;
  /** Also read what is not English. */
  readonly anyLanguage: boolean;
}

const NOTES = {
  none: 'no words',
  other: 'not English: this model reads English only',
  unknown: 'few words that the model knows',
} as const;

/** Returns a function from a sentence to its row. Figures are rounded to four places. */
export function sentenceRows(reader: TextReader, { explain, anyLanguage }: RowOptions): (line: number, text: string) => SentenceRow {
  const toExpressions = toProbabilities(reader.labels);
  return (line, text) => {
    const tokens = splitWords(text);
    const language = detectEnglish(text, tokens, reader);
    const pictures = tokens.some(({ kind }) => kind === 'picture');
    const note = language === 'en' || (language === 'none' && pictures) ? null : NOTES[language];
    const unread = (language === 'none' && !pictures) || (language === 'other' && !anyLanguage);
    return {
      line,
      text,
      ...(unread ? NOTHING : figures(reader, reader.read(tokens), toExpressions)),
      ...(explain && { words: unread ? [] : weighWords(reader, text).map(({ word, weight }) => ({ word, weight: round(weight) })) }),
      language: language === 'en' || language === 'other' ? language : null,
      note,
      model: reader.id,
    };
  };
}

const NOTHING = { expression: null, probabilities: null, valence: null, arousal: null, dominance: null, label: null, labels: [] } as const;

function figures({ labels }: TextReader, { probabilities, assigned, valence, arousal, dominance }: TextReading, toExpressions: (values: ArrayLike<number>) => Probabilities) {
  const named = toExpressions(Array.from(probabilities, round));
  const label = labels[probabilities.indexOf(Math.max(...probabilities))]!;
  return { expression: topExpression(toExpressions(probabilities)), probabilities: named, valence: round(valence), arousal: round(arousal), dominance: round(dominance), label, labels: assigned };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000 + 0;
}
