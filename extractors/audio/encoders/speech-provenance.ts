import { createHash } from 'node:crypto';
import type { LoadedModel } from '../../models/loaded-model.ts';
import type { SpeechEncoderCard, SpeechLayers, SpeechRecipe } from './speech-encoder-card.ts';

/** Everything that decided the numbers of encoded speech: plain data, to be written beside them. */
export interface SpeechProvenance {
  /** Registry id. */
  readonly encoder: string;
  readonly checkpoint: string;
  /** Of the ONNX file. */
  readonly sha256: string;
  readonly layers: SpeechLayers;
  readonly input: SpeechRecipe['input'];
  readonly chunk: SpeechRecipe['chunk'];
  /** Rows that look at the zeros after the sound are left out. */
  readonly paddedRows: 'left out';
}

/** Returns where the numbers of an encoder come from. */
export function toSpeechProvenance({ id, sha256 }: Pick<LoadedModel, 'id' | 'sha256'>, { speech }: SpeechEncoderCard, layers: SpeechLayers): SpeechProvenance {
  const { checkpoint, input, chunk } = speech;
  return { encoder: id, checkpoint, sha256, layers, input, chunk, paddedRows: 'left out' };
}

const SUFFIX = { last: 'last', 'last-four-sum': 'last4sum' } as const satisfies Record<SpeechLayers, string>;

/** Returns the name of a feature: `"chinese-hubert-large-last4sum"`. Another encoder or another choice of layers has another one. */
export function toFeatureName({ encoder, layers }: Pick<SpeechProvenance, 'encoder' | 'layers'>): string {
  return `${encoder}-${SUFFIX[layers]}`;
}

/** Returns a key of 16 hexadecimal digits. Whatever changes the numbers changes it: also another export of the same checkpoint. */
export function toFeatureKey(provenance: SpeechProvenance): string {
  const { encoder, checkpoint, sha256, layers, input, chunk, paddedRows } = provenance;
  const facts = [encoder, checkpoint, sha256, layers, input, chunk.seconds, chunk.padding, paddedRows];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
}
