import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EncoderBuildError } from './encoder-build-error.ts';

/**
 * Resolves with what the preprocessor of a checkpoint says: preprocessor_config.json, or a part of processor_config.json, where newer libraries write it.
 *
 * @param part name of the part
 * @throws EncoderBuildError BAD_PREPROCESSOR when there is neither, or it lacks what is wanted
 */
export async function readPreprocessor<Wanted>(folder: string, part: 'feature_extractor' | 'image_processor', schema: z.ZodType<Wanted>): Promise<Wanted> {
  const own = join(folder, 'preprocessor_config.json');
  const text = await readFile(own, 'utf8').catch(() => undefined); // Absent: told below when the other one is as well
  const whole = text ?? (await readFile(join(folder, 'processor_config.json'), 'utf8').catch(() => undefined));
  if (whole === undefined) throw new EncoderBuildError('BAD_PREPROCESSOR', { path: own, detail: 'cannot be read, and it says how the input of the net is made' });
  const json = toJson(own, whole);
  const result = (text === undefined ? z.looseObject({ [part]: schema }).transform((parts) => parts[part] as Wanted) : schema).safeParse(json);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(': '));
  throw new EncoderBuildError('BAD_PREPROCESSOR', { path: own, detail: faults.join('; '), cause: result.error });
}

function toJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new EncoderBuildError('BAD_PREPROCESSOR', { path, detail: 'is not JSON', cause });
  }
}
