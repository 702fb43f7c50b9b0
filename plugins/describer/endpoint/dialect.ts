import type { CompletionOptions, Message } from '../language-model.ts';

/** What a server of the OpenAI kind understands; they differ. */
export interface Dialect {
  /** How it can be held to a form: by a schema, to any JSON object, not at all. */
  readonly format: 'json_schema' | 'json_object' | 'none';
  readonly limit: 'max_tokens' | 'max_completion_tokens';
  readonly temperature: boolean;
  readonly seed: boolean;
}

/** What is tried first. */
export const FIRST_DIALECT: Dialect = { format: 'json_schema', limit: 'max_tokens', temperature: true, seed: true };

const LESS_FORMAT = { json_schema: 'json_object', json_object: 'none', none: undefined } as const;

/** Returns the body of a request. */
export function toBody(model: string, messages: readonly Message[], { schema, maxTokens, seed, temperature }: CompletionOptions, dialect: Dialect): Record<string, unknown> {
  return {
    model,
    messages,
    stream: false,
    [dialect.limit]: maxTokens,
    ...(dialect.temperature ? { temperature } : {}),
    ...(dialect.seed ? { seed } : {}),
    ...(dialect.format === 'json_schema' ? { response_format: { type: 'json_schema', json_schema: { name: 'description', strict: true, schema } } } : {}),
    ...(dialect.format === 'json_object' ? { response_format: { type: 'json_object' } } : {}),
  };
}

/** Returns the dialect to try after a server has refused a request with `refusal`, or `undefined` when nothing is left that it could mean. */
export function nextDialect(dialect: Dialect, refusal: string): Dialect | undefined {
  if (refusal.includes('max_completion_tokens') && dialect.limit === 'max_tokens') return { ...dialect, limit: 'max_completion_tokens' };
  if (/\btemperature\b/.test(refusal) && dialect.temperature) return { ...dialect, temperature: false };
  if (/\bseed\b/.test(refusal) && dialect.seed) return { ...dialect, seed: false };
  const format = LESS_FORMAT[dialect.format];
  return format === undefined ? undefined : { ...dialect, format };
}
