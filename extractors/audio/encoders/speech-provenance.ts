import type { EncoderProvenance } from '../../encoders/encoder-provenance.ts';
import type { HiddenLayers } from '../../encoders/hidden-layers.ts';
import type { LoadedModel } from '../../models/loaded-model.ts';
import type { SpeechEncoderCard, SpeechRecipe } from './speech-encoder-card.ts';

/** Everything that decided the numbers of encoded speech. */
export interface SpeechProvenance extends EncoderProvenance {
  readonly input: SpeechRecipe['input'];
  readonly chunk: SpeechRecipe['chunk'];
  /** Rows that look at the zeros after the sound are left out. */
  readonly paddedRows: 'left out';
}

/** Returns where the numbers of an encoder come from. */
export function toSpeechProvenance({ id, sha256 }: Pick<LoadedModel, 'id' | 'sha256'>, { speech }: SpeechEncoderCard, layers: HiddenLayers): SpeechProvenance {
  const { checkpoint, input, chunk } = speech;
  return { encoder: id, checkpoint, sha256, layers, input, chunk, paddedRows: 'left out' };
}
