import { LABEL_MAPPINGS } from '../../fusion/labels/label-mappings.ts';
import { EXPRESSIONS, type Expression } from '../../fusion/verdict.ts';
import { MAX_LENGTH, MAX_WORDS } from './answer-schema.ts';
import { findObject } from './find-object.ts';

/** What somebody seems to feel, in words. */
export interface Description {
  /** Lower case, none twice, the most fitting first. */
  readonly words: readonly string[];
  /** One line. */
  readonly explanation: string;
  readonly label: Expression;
}

/** Words for the eight expressions that models use in place of ours, in lower case. */
const LABELS: ReadonlyMap<string, Expression> = new Map([
  ...Object.values(LABEL_MAPPINGS).flatMap((mapping) => Object.entries(mapping).map(([word, expression]) => [word.toLowerCase(), expression] as const)),
  ...EXPRESSIONS.map((expression) => [expression, expression] as const),
]);

/**
 * Returns the description in what a model answered, or the fault of it, for people and for the model. The object may stand in other text, in a code fence
 * or after thoughts; keys may have other names that models use.
 */
export function parseAnswer(text: string): Description | { readonly fault: string } {
  const found = findObject(text);
  if (found === undefined) return { fault: 'there is no JSON object in it' };
  const words = toWords(found.words ?? found.emotions ?? found.emotion_words);
  const label = toLabel(found.label ?? found.emotion ?? found.expression);
  const explanation = toLine(found.explanation ?? found.reason ?? found.reasoning);
  if (words.length === 0) return { fault: '"words" is to be a list of words' };
  if (label === undefined) return { fault: `"label" is to be one of ${EXPRESSIONS.join(', ')}` };
  if (explanation === '') return { fault: '"explanation" is to be a sentence' };
  return { words, explanation, label };
}

function toWords(value: unknown): string[] {
  const list: readonly unknown[] = typeof value === 'string' ? value.split(/[,;]/) : Array.isArray(value) ? value : [];
  const words = list.filter((word) => typeof word === 'string').map((word) => toPlain(word)).filter((word) => /\p{L}/u.test(word) && word.length <= MAX_LENGTH.word);
  return [...new Set(words)].slice(0, MAX_WORDS);
}

/** Without what separates words in tables: lists of words are read again by commas, quotes and brackets. */
function toPlain(word: string): string {
  return word.toLowerCase().replace(/["',;[\]{}\p{Cc}\s]+/gu, ' ').trim();
}

function toLabel(value: unknown): Expression | undefined {
  return typeof value === 'string' ? LABELS.get(value.trim().toLowerCase()) : undefined;
}

function toLine(value: unknown): string {
  if (typeof value !== 'string') return '';
  const line = value.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length <= MAX_LENGTH.explanation ? line : `${line.slice(0, MAX_LENGTH.explanation - 1)}…`;
}
