import { expect, test } from 'vitest';
import { jsonGrammar } from '../../../../plugins/baichuan-m1/generation/json-grammar.ts';
import type { Grammar } from '../../../../plugins/baichuan-m1/generation/grammar.ts';
import { randomFor } from '../../../../runtime/train/random.ts';

const SCHEMA = {
  type: 'object',
  properties: {
    words: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 6 }, minItems: 1, maxItems: 3 },
    label: { enum: ['joy', 'joyless', 'fear'] },
    score: { type: ['number', 'null'] },
    count: { type: 'integer' },
    sure: { type: 'boolean' },
    more: { anyOf: [{ const: 'x' }, { type: 'array', items: { type: 'boolean' } }] },
  },
} as const;

function follow(grammar: Grammar | undefined, text: string | Uint8Array): Grammar | undefined {
  return Array.from(Buffer.from(text as string)).reduce((at, byte) => at?.next(byte), grammar);
}

/** Whether a whole text meets a schema. */
const meets = (schema: unknown, text: string) => follow(jsonGrammar(schema), text)?.done ?? false;

test.each([
  '{"words":["ja"],"label":"joy","score":-0.25,"count":0,"sure":true,"more":"x"}',
  '{"words": ["é😀\\u00e9\\n", "b"], "label": "joyless", "score": null, "count": -12, "sure": false, "more": [true, false]}',
  ' {"words":["a","b","c"],"label":"fear","score":120,"count":7,"sure":true,"more":[]}',
])('%s is valid', (text) => {
  expect(meets(SCHEMA, text)).toBe(true);
  expect(() => JSON.parse(text) as unknown).not.toThrow();
});

test.each([
  ['a property left out', '{"words":["a"],"score":1}'],
  ['too few items', '{"words":[]'],
  ['too many items', '{"words":["a","b","c",'],
  ['a text too short', '{"words":[""'],
  ['a text too long', '{"words":["1234567'],
  ['a label that is not listed', '{"words":["a"],"label":"joyful"'],
  ['a fraction for a whole number', '{"words":["a"],"label":"joy","score":1,"count":1.'],
  ['a number with a zero before it', '{"words":["a"],"label":"joy","score":01'],
  ['a line break in a text', '{"words":["a\n'],
  ['an escape that JSON does not have', '{"words":["\\x'],
  ['two spaces', '{"words":  '],
  ['something behind the end', '{"words":["a"],"label":"joy","score":1,"count":1,"sure":true,"more":"x"} '],
])('%s is not', (_, text) => expect(follow(jsonGrammar(SCHEMA), text)).toBeUndefined());

test('wherever a text is cut, the rest makes it JSON that meets the schema', () => {
  const text = Buffer.from('{"words": ["é\\u00e9", "b"], "label": "joyless", "score": -0.5, "count": 7, "sure": true, "more": [false]}');
  for (let end = 0; end <= text.length; end++) {
    const part = text.subarray(0, end);
    const whole = new TextDecoder().decode(part) + follow(jsonGrammar(SCHEMA), part)!.rest();
    expect(meets(SCHEMA, whole.replaceAll('\uFFFD', '?')), whole).toBe(true); // A character cut in two is shown as one
    expect(Object.keys(JSON.parse(whole) as object), whole).toEqual(Object.keys(SCHEMA.properties));
  }
});

test.each([SCHEMA, {}, { type: 'object' }, { type: 'array', maxItems: 4 }, { type: 'string', maxLength: 9 }])('random bytes that %o lets through always make JSON', (schema) => {
  for (let seed = 0; seed < 40; seed++) {
    const { bits } = randomFor(seed, 'bytes');
    const bytes: number[] = [];
    let at = jsonGrammar(schema);
    while (bytes.length < 300) {
      const may = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => at.next(byte) !== undefined);
      if (may.length === 0) break;
      const structural = may.filter((byte) => '"]},:[{'.includes(String.fromCharCode(byte)));
      const from = structural.length > 0 && bits() % 4 === 0 ? structural : may;
      bytes.push(from[bits() % from.length]!);
      at = at.next(bytes.at(-1)!)!;
    }
    const text = new TextDecoder().decode(Uint8Array.from(bytes)) + (at.done ? '' : at.rest());
    expect(() => JSON.parse(text) as unknown, text).not.toThrow();
  }
});

test.each([
  [{ type: 'object', properties: { a: { $ref: '#/x' } } }, 'schema.a: `$ref` is not known'],
  [{ type: 'date' }, 'schema: `type`'],
  [{ type: 'array', items: { type: 'string', pattern: 'x' } }, 'schema.items: `pattern` is not known'],
  ['string', 'schema: '],
])('%o is refused with its place', (schema, message) => expect(() => jsonGrammar(schema)).toThrow(message));
