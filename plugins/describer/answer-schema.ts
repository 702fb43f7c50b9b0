import { EXPRESSIONS } from '../../fusion/verdict.ts';

/** At most this many words in one answer. */
export const MAX_WORDS = 8;
/** Characters of an explanation, and of one word, at most. */
export const MAX_LENGTH = { explanation: 300, word: 40 };

/** JSON schema of an answer. */
export const ANSWER_SCHEMA = {
  type: 'object',
  properties: {
    words: { type: 'array', items: { type: 'string', minLength: 1, maxLength: MAX_LENGTH.word }, minItems: 1, maxItems: MAX_WORDS },
    explanation: { type: 'string', minLength: 1, maxLength: MAX_LENGTH.explanation },
    label: { type: 'string', enum: [...EXPRESSIONS] },
  },
  required: ['words', 'explanation', 'label'],
  additionalProperties: false,
} as const;
