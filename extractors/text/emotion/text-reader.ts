import { openTerms, wordPlace } from './sentence-terms.ts';
import { splitWords, type Token } from './split-words.ts';
import type { TextHead } from './text-head.ts';

/** What a text model says of a sentence. */
export interface TextReading {
  /** Shape `[labels.length]`, sums to 1. */
  readonly probabilities: Float32Array;
  /** Shape `[labels.length]`: distance from the plane between a class and all others, of any size; above the class's threshold it is assigned. */
  readonly margins: Float32Array;
  /** The classes that are assigned, in the model's own words and order: none, one or several. */
  readonly assigned: readonly string[];
  /** In [-1, 1]. */
  readonly valence: number;
  /** In [-1, 1]. */
  readonly arousal: number;
  /** In [-1, 1]. */
  readonly dominance: number;
}

/** Reads emotion from a sentence. Holds no state between calls. */
export interface TextReader {
  /** Registry id: `"affekt-words"`. */
  readonly id: string;
  /** Class names in output order, in the model's own words. */
  readonly labels: readonly string[];
  /** Returns what the tokens of a sentence say, as `splitWords` gives them; an empty list reads like nothing in particular. */
  read(tokens: readonly Token[]): TextReading;
  /** Whether a word, as `splitWords` writes it, was seen in training. Says yes to about one in fifty strange words. */
  knows(word: string): boolean;
}

/** Returns a reader over a head. */
export function toTextReader(id: string, head: TextHead): TextReader {
  const terms = openTerms(head.bits);
  const wordBits = Math.log2(head.known.length * 8);
  return {
    id,
    labels: head.labels,
    read: (tokens) => toReading(head, sumTerms(head, terms(tokens))),
    knows: (word) => {
      const place = wordPlace(word, wordBits);
      return ((head.known[place >>> 3]! >>> (place & 7)) & 1) === 1;
    },
  };
}

/** Returns the reading of a sentence; `splitWords` and `read` in one. */
export function readText(reader: TextReader, text: string): TextReading {
  return reader.read(splitWords(text));
}

/** Margins of the classes, then valence, arousal and dominance. */
function sumTerms({ table, rarity, scales, biases }: TextHead, places: Uint32Array): Float64Array {
  const outputs = biases.length;
  const sums = new Float64Array(outputs);
  let square = 0;
  for (const place of places) {
    const weight = rarity[place]!;
    square += weight * weight;
    const row = place * outputs;
    for (let k = 0; k < outputs; k++) sums[k]! += weight * table[row + k]!;
  }
  const length = Math.sqrt(square || 1);
  for (let k = 0; k < outputs; k++) sums[k] = (sums[k]! / length) * scales[k]! + biases[k]!;
  return sums;
}

function toReading({ labels, thresholds, calibration }: TextHead, sums: Float64Array): TextReading {
  const classes = labels.length;
  const margins = Float32Array.from(sums.subarray(0, classes));
  return {
    probabilities: softmax(calibration, margins),
    margins,
    assigned: labels.filter((_, k) => margins[k]! > thresholds[k]!),
    valence: clamp(sums[classes]!),
    arousal: clamp(sums[classes + 1]!),
    dominance: clamp(sums[classes + 2]!),
  };
}

function softmax(calibration: Float32Array, margins: Float32Array): Float32Array {
  const width = margins.length + 1;
  const powers = new Float32Array(margins.length);
  let total = 0;
  for (let k = 0; k < powers.length; k++) {
    let score = calibration[k * width + margins.length]!;
    for (let j = 0; j < margins.length; j++) score += calibration[k * width + j]! * margins[j]!;
    powers[k] = Math.exp(score);
    total += powers[k]!;
  }
  for (let k = 0; k < powers.length; k++) powers[k]! /= total;
  return powers;
}

function clamp(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
