import type { Evaluation } from './evaluation.ts';

/** Returns an evaluation as JSON, typed arrays as plain ones. */
export function toJson(evaluation: Evaluation): string {
  return `${JSON.stringify(evaluation, (_, value: unknown) => (value instanceof Float64Array ? [...value] : value), 2)}\n`;
}
