import { z } from 'zod';
import type { PictureRecipe } from '../../../extractors/visual/encoders/picture-encoder-card.ts';
import { readPreprocessor } from '../preprocessor.ts';

/** With the defaults of the library that writes it. */
const PREPROCESSOR = z.looseObject({
  do_rescale: z.boolean().default(true),
  rescale_factor: z.number().positive().default(1 / 255),
  do_normalize: z.boolean().default(true),
  image_mean: z.array(z.number()).length(3).default([0.5, 0.5, 0.5]),
  image_std: z.array(z.number().positive()).length(3).default([0.5, 0.5, 0.5]),
});

/**
 * Resolves with how pictures are made for a net: scale, mean and deviation of its preprocessor. How that one resizes and crops is left out, for faces are cut out at the size of the net.
 *
 * @throws EncoderBuildError BAD_PREPROCESSOR
 */
export async function readPictureRecipe(folder: string, facts: Pick<PictureRecipe, 'checkpoint' | 'embedding' | 'dimensions'>): Promise<PictureRecipe> {
  const { do_rescale: isScaled, rescale_factor: factor, do_normalize: isNormalised, image_mean: mean, image_std: std } = await readPreprocessor(folder, 'image_processor', PREPROCESSOR);
  const { checkpoint, embedding, dimensions } = facts;
  const scale = isScaled ? Number((1 / factor).toPrecision(7)) : 1;
  return { checkpoint, embedding, dimensions, scale, mean: isNormalised ? mean : [0, 0, 0], std: isNormalised ? std : [1, 1, 1] };
}
