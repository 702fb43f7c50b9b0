import type { EncoderProvenance } from '../../encoders/encoder-provenance.ts';
import type { HiddenLayers } from '../../encoders/hidden-layers.ts';
import type { LoadedModel } from '../../models/loaded-model.ts';
import type { TextEncoderCard } from './text-encoder-card.ts';

/** Everything that decided the numbers of encoded text. The file with this checksum holds the tokeniser as well. */
export interface TextProvenance extends EncoderProvenance {
  /** Tokens of one run of the net, special ones included. */
  readonly longest: number;
  /** Rows of tokens that the tokeniser puts around a text are left out. */
  readonly specialTokens: 'left out';
}

/** Returns where the numbers of an encoder come from. */
export function toTextProvenance({ id, sha256 }: Pick<LoadedModel, 'id' | 'sha256'>, { text }: TextEncoderCard, layers: HiddenLayers): TextProvenance {
  const { checkpoint, longest } = text;
  return { encoder: id, checkpoint, sha256, layers, longest, specialTokens: 'left out' };
}
