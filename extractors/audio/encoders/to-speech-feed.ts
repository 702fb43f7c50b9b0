import type { Tensor } from '../../../runtime/tensor.ts';
import type { SpeechChunk } from './cut-speech.ts';
import type { SpeechEncoderCard, SpeechRecipe } from './speech-encoder-card.ts';
import { whisperLogMel } from './whisper-log-mel.ts';

/**
 * Returns what a net is given for one piece of a clip.
 *
 * @param samples of the whole clip, normalised as its recipe wants
 * @param into where the piece is put, of `chunk.size` samples: the tensor may be over it
 */
export function toSpeechFeed(chunk: SpeechChunk, samples: Float32Array, { card, into }: { readonly card: SpeechEncoderCard; readonly into: Float32Array }): Record<string, Tensor> {
  into.fill(0, chunk.length);
  into.set(samples.subarray(chunk.start, chunk.start + chunk.length));
  return { [card.input.name]: toTensor(into, card.speech.input) };
}

function toTensor(samples: Float32Array, input: SpeechRecipe['input']): Tensor {
  if (input.kind === 'waveform') return { type: 'float32', dims: [1, samples.length], data: samples };
  const data = whisperLogMel(samples, input);
  return { type: 'float32', dims: [1, input.bands, data.length / input.bands], data };
}
