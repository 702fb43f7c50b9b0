import { z } from 'zod';
import { DecoderError } from '../decoder-error.ts';
import { choice, END, lazily, list, literal, optionalSpace, sequence, type Grammar, type Part } from './grammar.ts';
import { jsonNumber } from './json-number.ts';
import { jsonString } from './json-string.ts';

const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'] as const;
type Type = (typeof TYPES)[number];

/** Limits where a schema sets none: what is written without end is cut anyhow. */
const [MOST_CHARACTERS, MOST_ITEMS] = [10_000, 1000];
/** Levels of objects and arrays where a schema leaves open what is in them. */
const FREE_DEPTH = 4;
/** What would change which texts are valid, and is not followed here. */
const UNKNOWN = ['$ref', 'allOf', 'not', 'if', 'pattern', 'patternProperties', 'prefixItems', 'contains', 'uniqueItems'];

const count = z.int().nonnegative();
const schemaSchema = z.looseObject({
  type: z.union([z.enum(TYPES), z.array(z.enum(TYPES)).min(1)]).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  enum: z.array(z.json()).min(1).optional(),
  const: z.json().optional(),
  anyOf: z.array(z.unknown()).min(1).optional(),
  oneOf: z.array(z.unknown()).min(1).optional(),
  minItems: count.optional(),
  maxItems: count.optional(),
  minLength: count.optional(),
  maxLength: count.optional(),
});

type Schema = z.output<typeof schemaSchema>;

/**
 * Returns the grammar of the JSON texts that meet a schema: without line breaks, with at most one space behind `,` and `:`, the properties of an object all there and in the order of the schema.
 * Bounds of numbers are not held.
 *
 * @throws DecoderError BAD_SCHEMA naming the place of what is not known
 */
export function jsonGrammar(schema: unknown): Grammar {
  return sequence([optionalSpace, toPart(schema, '')])(END);
}

function toPart(given: unknown, place: string): Part {
  const parsed = schemaSchema.safeParse(given);
  const bad = (detail: string) => new DecoderError('BAD_SCHEMA', { thing: `schema${place}`, detail });
  if (!parsed.success) throw bad(parsed.error.issues.map(({ path, message }) => `\`${path.join('.')}\`: ${message}`).join('; '));
  const unknown = UNKNOWN.find((key) => key in parsed.data);
  if (unknown !== undefined) throw bad(`\`${unknown}\` is not known`);
  const { const: only, enum: some, anyOf = parsed.data.oneOf, type } = parsed.data;
  if (only !== undefined) return literal(JSON.stringify(only));
  if (some !== undefined) return choice(some.map((value) => literal(JSON.stringify(value))));
  if (anyOf !== undefined) return choice(anyOf.map((each, i) => toPart(each, `${place}.anyOf[${i}]`)));
  if (type === undefined && parsed.data.properties === undefined) return anyValue(FREE_DEPTH);
  return choice([type ?? 'object'].flat().map((each) => toTyped(each, parsed.data, place)));
}

function toTyped(type: Type, schema: Schema, place: string): Part {
  const { properties, items, minItems = 0, maxItems = Math.max(minItems, MOST_ITEMS), minLength = 0, maxLength = Math.max(minLength, MOST_CHARACTERS) } = schema;
  if (type === 'object') return properties === undefined ? anyObject(FREE_DEPTH) : toObject(Object.entries(properties), place);
  if (type === 'array') return brackets(list(items === undefined ? anyValue(FREE_DEPTH - 1) : toPart(items, `${place}.items`), { least: minItems, most: maxItems }), '[]');
  if (type === 'string') return jsonString({ least: minLength, most: maxLength });
  if (type === 'boolean') return choice([literal('true'), literal('false')]);
  return type === 'null' ? literal('null') : jsonNumber(type);
}

function toObject(properties: readonly (readonly [string, unknown])[], place: string): Part {
  const parts = properties.flatMap(([name, schema], i) => [...(i === 0 ? [] : [literal(','), optionalSpace]), literal(`${JSON.stringify(name)}:`), optionalSpace, toPart(schema, `${place}.${name}`)]);
  return brackets(sequence(parts), '{}');
}

function anyValue(depth: number): Part {
  const flat = [jsonString({ least: 0, most: MOST_CHARACTERS }), jsonNumber('number'), ...['true', 'false', 'null'].map(literal)];
  if (depth <= 0) return choice(flat);
  return lazily(() => choice([...flat, anyObject(depth), brackets(list(anyValue(depth - 1), { least: 0, most: MOST_ITEMS }), '[]')]));
}

function anyObject(depth: number): Part {
  const property = sequence([jsonString({ least: 0, most: MOST_CHARACTERS }), literal(':'), optionalSpace, lazily(() => anyValue(depth - 1))]);
  return brackets(list(property, { least: 0, most: MOST_ITEMS }), '{}');
}

function brackets(inner: Part, [open, close]: '[]' | '{}' | readonly string[]): Part {
  return sequence([literal(open!), inner, literal(close!)]);
}
