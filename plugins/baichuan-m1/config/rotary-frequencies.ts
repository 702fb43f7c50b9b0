import { z } from 'zod';
import { DecoderError } from '../decoder-error.ts';

/** What config.json says of rotary embeddings: before transformers 5 in `rope_theta` and `rope_scaling`, since then in `rope_parameters`. */
export const rotarySchema = z.object({
  rope_theta: z.number().positive().nullish(),
  rope_type: z.string().nullish(),
  type: z.string().nullish(),
  factor: z.number().positive().nullish(),
  low_freq_factor: z.number().positive().nullish(),
  high_freq_factor: z.number().positive().nullish(),
  original_max_position_embeddings: z.number().positive().nullish(),
});

/** Parsed `rotarySchema`. */
export type RotarySettings = z.output<typeof rotarySchema>;

/**
 * Returns a function from the size of a head to its frequencies, `base^(−2i / headDim)`: as they are, divided by a factor (`linear`), or as Llama 3.1 does, where slow ones
 * are divided, fast ones are not, and those between in part (`llama3`).
 *
 * @throws DecoderError UNKNOWN_ARCHITECTURE for other kinds of scaling, BAD_CONFIG when a number is missing
 */
export function rotaryFrequencies(path: string, base: number, settings: RotarySettings): (headDim: number) => Float64Array {
  const scale = scaling(path, settings);
  return (headDim) => Float64Array.from({ length: headDim / 2 }, (_, i) => scale(base ** ((-2 * i) / headDim)));
}

function scaling(path: string, { rope_type: named, type, factor, ...rest }: RotarySettings): (frequency: number) => number {
  const kind = named ?? type ?? 'default';
  if (kind === 'default') return (frequency) => frequency;
  if (kind !== 'linear' && kind !== 'llama3') throw new DecoderError('UNKNOWN_ARCHITECTURE', { thing: path, detail: `its rotary embeddings are scaled by "${kind}", and default, linear, llama3 are known` });
  const divisor = wanted(path, 'factor', factor);
  if (kind === 'linear') return (frequency) => frequency / divisor;
  const [low, high, original] = (['low_freq_factor', 'high_freq_factor', 'original_max_position_embeddings'] as const).map((key) => wanted(path, key, rest[key])) as [number, number, number];
  return (frequency) => {
    const share = Math.min(1, Math.max(0, ((original * frequency) / (2 * Math.PI) - low) / (high - low)));
    return (1 - share) * (frequency / divisor) + share * frequency;
  };
}

function wanted(path: string, key: string, value: number | null | undefined): number {
  if (typeof value === 'number') return value;
  throw new DecoderError('BAD_CONFIG', { thing: path, detail: `it says how rotary embeddings are scaled without \`${key}\`` });
}
