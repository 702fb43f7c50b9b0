import { openTerms, wordPlace } from '../../extractors/text/emotion/sentence-terms.ts';
import { splitWords, type Token } from '../../extractors/text/emotion/split-words.ts';
import { bestThreshold } from './best-threshold.ts';
import { calibrate } from './calibrate.ts';
import type { Comment, RatedSentence } from './corpora.ts';
import type { HeadParts } from './encode-head.ts';
import { fitClasses, outOfFold } from './out-of-fold.ts';
import { fitRatings } from './fit-ratings.ts';
import { toSparseRows } from './sparse-rows.ts';

const BITS = 18;
const KNOWN_BITS = 19;
const FOLDS = 5;
const MARGIN = { width: 2 ** BITS, cost: 0.2, rounds: 12, seed: 1 };
const RIDGE = { width: 2 ** BITS, penalty: 1, rounds: 20, seed: 1 };
const METADATA = {
  licence: 'CC BY-SA 4.0 (trained on EmoBank); GoEmotions: Apache-2.0',
  trainedOn: 'GoEmotions, Ekman grouping (Demszky et al. 2020); EmoBank (Buechel and Hahn 2017)',
  madeBy: 'affekt scripts/train-text-head.ts',
};

/** What a text head is trained on. */
export interface TrainingTexts {
  readonly comments: readonly Comment[];
  /** Class names. */
  readonly labels: readonly string[];
  readonly sentences: readonly RatedSentence[];
}

/** Returns a trained text head. The same texts give the same head. */
export function trainHead({ comments, labels, sentences }: TrainingTexts): HeadParts {
  const terms = openTerms(BITS);
  const toTerms = ({ tokens }: { readonly tokens: readonly Token[] }) => terms(tokens).slice();
  const plain = comments.map((comment, i) => ({ tokens: splitWords(comment.text), labels: comment.labels, fold: i % FOLDS }));
  const commentTerms = plain.map(toTerms);
  const sentenceTerms = sentences.map(({ text }) => toTerms({ tokens: splitWords(text) }));
  const rarityBytes = toRarity([...commentTerms, ...sentenceTerms]);
  const weights = Float32Array.from(rarityBytes, (byte) => 1 + byte / 20);
  const all = [...plain, ...picturesOf(plain)];
  const rows = toSparseRows(all.map(toTerms), weights);
  const given = all.map((each) => each.labels);
  const margins = outOfFold(rows, given, { ...MARGIN, foldOf: all.map(({ fold }) => fold), folds: FOLDS, classes: labels.length }).slice(0, plain.length);
  const fits = fitClasses(rows, given, { ...MARGIN, chosen: [...given.keys()], classes: labels.length });
  return {
    bits: BITS,
    rarityBytes,
    fits: [...fits, ...fitRatings({ rows: toSparseRows(sentenceTerms, weights), ratings: sentences.map((each) => each.ratings), fits }, RIDGE)],
    thresholds: labels.map((_, k) => bestThreshold(margins.map((row) => row[k]!), (i) => given[i]!.includes(k))),
    calibration: calibrate(margins, given.slice(0, plain.length), labels.length),
    known: toKnown([...comments, ...sentences]),
    metadata: { labels: labels.join(','), ...METADATA },
  };
}

/** The emoji and emoticons of each comment as a sentence of their own: what they mean without words. Thresholds and calibration do not rest on them. */
function picturesOf<T extends { readonly tokens: readonly Token[] }>(comments: readonly T[]): T[] {
  return comments.map((comment) => ({ ...comment, tokens: comment.tokens.filter(({ kind }) => kind === 'picture') })).filter(({ tokens }) => tokens.length > 0);
}

/** `1 + ln(n / df)` in steps of a twentieth, less the 1. */
function toRarity(rows: readonly Uint32Array[]): Uint8Array {
  const counts = new Uint32Array(2 ** BITS);
  for (const row of rows) for (const place of row) counts[place]!++;
  return Uint8Array.from(counts, (count) => Math.round(20 * Math.log((1 + rows.length) / (1 + count))));
}

/** Marks the words that were seen twice or more. */
function toKnown(texts: readonly { readonly text: string }[]): Uint8Array {
  const counts = new Map<string, number>();
  for (const { text } of texts) for (const token of splitWords(text)) if (token.kind === 'word') counts.set(token.text, (counts.get(token.text) ?? 0) + 1);
  const known = new Uint8Array(2 ** KNOWN_BITS / 8);
  for (const [word, count] of counts) {
    const place = wordPlace(word, KNOWN_BITS);
    if (count > 1) known[place >>> 3]! |= 1 << (place & 7);
  }
  return known;
}
