import type { z } from 'zod';
import { EncoderBuildError } from './encoder-build-error.ts';

/** Returns what is wanted of a configuration. Throws EncoderBuildError BAD_CONFIG with every fault. */
export function parseConfig<Wanted>(path: string, schema: z.ZodType<Wanted>, value: unknown): Wanted {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(': '));
  throw new EncoderBuildError('BAD_CONFIG', { path, detail: faults.join('; '), cause: result.error });
}

/** Returns what a text of JSON holds. Throws EncoderBuildError BAD_CONFIG when it is none. */
export function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new EncoderBuildError('BAD_CONFIG', { path, detail: 'is not JSON', cause });
  }
}
