import type { Session } from '../../../runtime/runtime.ts';
import { ModelError } from '../../../runtime/model-error.ts';
import { float32 } from '../../../runtime/tensor.ts';
import type { LoadedModel } from '../../models/loaded-model.ts';
import { KALDI_FBANK } from '../spectrogram/conventions.ts';
import { spectrogramSeries } from '../spectrogram/spectrogram-series.ts';
import type { SpeakerCard, SpeakerRecipe } from './speaker-card.ts';
import type { SpeakerEmbedder } from './speaker-embedder.ts';

const SAMPLE_RATE = 16_000;

/**
 * Returns an embedder on an open session, which it closes when it is disposed: Kaldi's filter bank less the mean of each band, as the card's recipe says, then the net.
 *
 * @throws TypeError when the model is none that tells voices apart
 */
export function openSpeakerEmbedder({ session, model }: { readonly session: Session; readonly model: LoadedModel }): SpeakerEmbedder {
  const { card, id } = model;
  if (!('speaker' in card)) throw new TypeError(`${id} does not tell voices apart`);
  const { speaker, input, output } = card as SpeakerCard;
  return {
    id,
    dimensions: speaker.dimensions,
    different: speaker.different,
    async embed(samples) {
      const features = toFeatures(samples, speaker);
      const outputs = await session.run({ [input.name]: float32(features, 1, features.length / speaker.bands, speaker.bands) });
      const vector = outputs[output.names[0]!];
      if (vector?.type !== 'float32' || vector.data.length !== speaker.dimensions) {
        throw new ModelError('WRONG_OUTPUT', { model: id, detail: `its output ${output.names[0]} is not ${speaker.dimensions} numbers` });
      }
      return toUnit(vector.data);
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

/** Shape `[frames, bands]`. */
function toFeatures(samples: Float32Array, { scale, bands, window }: SpeakerRecipe): Float32Array<ArrayBuffer> {
  const settings = { ...KALDI_FBANK, frames: { ...KALDI_FBANK.frames, window }, mel: { ...KALDI_FBANK.mel, bands } };
  const { values } = spectrogramSeries(settings)(samples.map((sample) => sample * scale), SAMPLE_RATE);
  const frames = values.length / bands;
  const means = new Float64Array(bands);
  for (const [index, value] of values.entries()) means[index % bands]! += value / frames;
  return Float32Array.from(values, (value, index) => value - means[index % bands]!);
}

function toUnit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
