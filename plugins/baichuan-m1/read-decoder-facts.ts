import { z } from 'zod';
import { DecoderError } from './decoder-error.ts';
import type { DecoderFacts } from './decoder-facts.ts';

const count = z.int().positive();
const factsSchema = z.object({
  family: z.string(),
  vocabulary: count,
  width: count,
  layers: z.array(z.object({ heads: count, kvHeads: count, headDim: count, window: count.exactOptional() })),
  convolution: z.boolean(),
  weights: z.enum(['fp32', 'fp16', 'int8', 'int4']),
  taps: z.array(z.int().nonnegative()),
  longest: count,
  ends: z.array(z.int()),
});

/**
 * Returns what the notes of an ONNX file say of its decoder.
 *
 * @throws DecoderError NOT_A_DECODER when they say nothing of one
 */
export function readDecoderFacts(notes: Readonly<Record<string, string>>, path: string): DecoderFacts {
  try {
    return factsSchema.parse(JSON.parse(notes['affekt.decoder'] ?? ''));
  } catch (cause) {
    throw new DecoderError('NOT_A_DECODER', { thing: path, detail: 'it has no note `affekt.decoder` that says what decoder it is', cause });
  }
}
