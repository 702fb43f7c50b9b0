import { ModelError } from '../../../runtime/model-error.ts';
import type { Session } from '../../../runtime/runtime.ts';
import { float32 } from '../../../runtime/tensor.ts';
import type { LoadedModel } from '../../models/loaded-model.ts';
import type { FeatureSet } from '../windows/feature-set.ts';
import { voiceFeatureSet } from '../windows/voice-feature-set.ts';
import { headFeatures } from './head-features.ts';
import type { VoiceReader, VoiceReading } from './voice-reader.ts';

/** What a head may be trained on; the number of its inputs tells which. */
const FEATURE_SETS: readonly FeatureSet[] = [headFeatures, voiceFeatureSet];

/**
 * Returns a reader of window statistics on an open session (`features` [batch, D] to `probabilities` [batch, classes]), which
 * it closes when it is disposed. All vectors of one `read` go through in one batch.
 *
 * @throws ModelError when the model takes another number of features than the sets of features have, or its card names no labels
 */
export function openVoiceHead({ session, model }: { session: Session; model: Pick<LoadedModel, 'id' | 'card'> }): VoiceReader {
  const labels = model.card.output.labels;
  if (labels === undefined) throw new ModelError('UNSUPPORTED', { model: model.id, detail: 'its card names no labels' });
  const width = session.inputs[0]?.dims[1];
  const features = FEATURE_SETS.find(({ names }) => names.length === width);
  if (features === undefined) {
    const known = FEATURE_SETS.map(({ names }) => names.length).join(' or ');
    throw new ModelError('UNSUPPORTED', { model: model.id, detail: `takes ${width ?? 'no'} features, but a window of sound has ${known}` });
  }
  return {
    id: model.id,
    labels,
    features,
    read: async (vectors) => (vectors.length === 0 ? [] : toReadings(model.id, labels.length, await run(session, vectors))),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

async function run(session: Session, vectors: readonly Float32Array[]): Promise<Float32Array> {
  const width = vectors[0]!.length;
  const batch = new Float32Array(vectors.length * width);
  vectors.forEach((vector, i) => batch.set(vector, i * width));
  const { probabilities } = await session.run({ features: float32(batch, vectors.length, width) });
  return probabilities?.type === 'float32' ? probabilities.data : new Float32Array(0);
}

function toReadings(id: string, classes: number, probabilities: Float32Array): VoiceReading[] {
  if (probabilities.length === 0 || probabilities.length % classes !== 0) {
    throw new ModelError('WRONG_OUTPUT', { model: id, detail: `it gives ${probabilities.length} probabilities for ${classes} classes` });
  }
  return Array.from({ length: probabilities.length / classes }, (_, i) => ({ probabilities: probabilities.slice(i * classes, (i + 1) * classes) }));
}
