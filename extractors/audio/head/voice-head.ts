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
 * @param units name of the output, `[batch, width]`, with what the last layer is given; absent: the readings have no units
 * @throws ModelError when the model takes another number of features than the sets of features have, or its card names no labels
 */
export function openVoiceHead({ session, model, units }: { session: Session; model: Pick<LoadedModel, 'id' | 'card'>; units?: string | undefined }): VoiceReader {
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
    read: async (vectors) => (vectors.length === 0 ? [] : toReadings(model.id, labels.length, await run(session, vectors, units))),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

interface Outputs {
  readonly probabilities: Float32Array;
  readonly units?: Float32Array;
}

async function run(session: Session, vectors: readonly Float32Array[], units: string | undefined): Promise<Outputs> {
  const width = vectors[0]!.length;
  const batch = new Float32Array(vectors.length * width);
  vectors.forEach((vector, i) => batch.set(vector, i * width));
  const outputs = await session.run({ features: float32(batch, vectors.length, width) });
  const floats = (name: string) => (outputs[name]?.type === 'float32' ? outputs[name].data : new Float32Array(0));
  return { probabilities: floats('probabilities'), ...(units === undefined ? {} : { units: floats(units) }) };
}

function toReadings(id: string, classes: number, { probabilities, units }: Outputs): VoiceReading[] {
  if (probabilities.length === 0 || probabilities.length % classes !== 0) {
    throw new ModelError('WRONG_OUTPUT', { model: id, detail: `it gives ${probabilities.length} probabilities for ${classes} classes` });
  }
  const count = probabilities.length / classes;
  const rowOf = (values: Float32Array, i: number) => values.slice((i * values.length) / count, ((i + 1) * values.length) / count);
  return Array.from({ length: count }, (_, i) => ({ probabilities: rowOf(probabilities, i), ...(units === undefined ? {} : { units: rowOf(units, i) }) }));
}
