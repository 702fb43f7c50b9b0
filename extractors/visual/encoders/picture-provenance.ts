import type { EncoderProvenance } from '../../encoders/encoder-provenance.ts';
import type { LoadedModel } from '../../models/loaded-model.ts';
import type { FaceCut } from '../geometry/face-cut.ts';
import type { PictureEncoderCard, PictureRecipe } from './picture-encoder-card.ts';

/** Everything that decided the numbers of encoded pictures. */
export interface PictureProvenance extends EncoderProvenance, Pick<PictureRecipe, 'embedding' | 'scale' | 'mean' | 'std'> {
  /** How the face is cut out of the picture. */
  readonly cut: FaceCut;
}

/** Returns where the numbers of an encoder come from. */
export function toPictureProvenance({ id, sha256 }: Pick<LoadedModel, 'id' | 'sha256'>, { picture }: PictureEncoderCard, cut: FaceCut): PictureProvenance {
  const { checkpoint, embedding, scale, mean, std } = picture;
  return { encoder: id, checkpoint, sha256, layers: 'last', embedding, scale, mean, std, cut };
}
