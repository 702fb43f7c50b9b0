import { detectEnglish, type TextLanguage } from '../../extractors/text/emotion/detect-english.ts';
import { splitWords } from '../../extractors/text/emotion/split-words.ts';
import type { TextReader } from '../../extractors/text/emotion/text-reader.ts';
import { weighWords } from '../../extractors/text/emotion/weigh-words.ts';
import type { Transcript } from '../../extractors/text/transcript.ts';
import { toProbabilities } from '../../fusion/labels/to-probabilities.ts';
import { toVerdict } from '../../fusion/verdicts/to-verdict.ts';
import type { SentenceRow, WordWeight } from '../rows.ts';

/** Why a sentence has no verdict. */
const NOTES: Readonly<Record<Exclude<TextLanguage, 'en'>, string>> = {
  other: 'not English',
  unknown: 'too few words that the model knows',
  none: 'no words',
};

/** Longer stretches are read without each of their words in turn no more: it takes time by the square of their length. */
const MOST_WEIGHED = 200;

/** Returns what is said and what it says of feeling, sentence by sentence; without a reader, what is said alone. The reader knows English only: a sentence of another language has a note in place of a verdict. */
export function readSentences({ sentences }: Transcript, reader: TextReader | undefined): SentenceRow[] {
  const translate = reader && toProbabilities(reader.labels);
  return sentences.map(({ start, end, text, speaker }) => {
    const said = { start, end, text, ...(speaker === undefined ? {} : { speaker }) };
    return reader === undefined ? said : { ...said, ...judge(text, reader, translate!) };
  });
}

function judge(text: string, reader: TextReader, translate: ReturnType<typeof toProbabilities>): Pick<SentenceRow, 'verdict' | 'dominance' | 'weights' | 'note'> {
  const tokens = splitWords(text);
  const language = detectEnglish(text, tokens, reader);
  if (language !== 'en') return { note: NOTES[language] };
  const { probabilities, valence, arousal, dominance } = reader.read(tokens);
  const verdict = toVerdict('text', { probabilities: translate(probabilities), valence, arousal });
  return { verdict, dominance, ...(tokens.length > MOST_WEIGHED ? { note: 'too long to say which words weighed' } : { weights: weigh(text, reader) }) };
}

function weigh(text: string, reader: TextReader): WordWeight[] {
  return weighWords(reader, text).map(({ start, end, weight }) => ({ from: start, to: end, weight }));
}
