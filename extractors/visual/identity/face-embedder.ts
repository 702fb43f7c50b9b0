import { ModelError } from '../../../runtime/model-error.ts';
import type { FaceEmbedder } from '../face-reader.ts';
import { cutMatrix, type FaceCut } from '../geometry/face-cut.ts';
import { ARCFACE_TEMPLATE } from '../geometry/face-template.ts';
import { toPixelFormat, toPixelSize } from '../geometry/pixel-format.ts';
import { samplePixels } from '../geometry/sample-pixels.ts';
import type { OpenedModel } from '../opened-model.ts';
import { outputOf } from '../output-of.ts';
import { runItems } from '../run-items.ts';

/** What an identity model needs to be told besides its card. */
interface IdentityModel {
  readonly dimensions: number;
  readonly samePerson: number;
  readonly cut: FaceCut;
}

const IDENTITY_MODELS: Readonly<Record<string, IdentityModel>> = {
  // Cut and threshold by trying on 89 faces of 24 people: 0.3 % errors, against 1.1 % with the loose crop of `@vladmandic/human`
  'human-faceres': { dimensions: 1024, samePerson: 0.61, cut: { kind: 'aligned', template: ARCFACE_TEMPLATE } },
  // Threshold of OpenCV's own sample for this model
  sface: { dimensions: 128, samePerson: 0.363, cut: { kind: 'aligned', template: ARCFACE_TEMPLATE } },
};

/** What can be set besides the card. */
export interface FaceEmbedderOptions {
  /** Another crop than the model's own. */
  readonly cut?: FaceCut | undefined;
}

/** Returns the embedder for an identity model of the registry, by its id. Throws `ModelError` when none is written for it. */
export function openFaceEmbedder({ session, model }: OpenedModel, options: FaceEmbedderOptions = {}): FaceEmbedder {
  const known = IDENTITY_MODELS[model.id];
  if (!known) throw new ModelError('UNKNOWN', { model: model.id, detail: 'no face embedder is written for this model' });
  const { dimensions, samePerson } = known;
  const cut = options.cut ?? known.cut;
  const [height, width] = toPixelSize(model);
  const format = toPixelFormat(model);
  return {
    id: model.id,
    dimensions,
    samePerson,
    embed: async (faces) => {
      const outputs = await runItems(session, {
        input: model.card.input.name,
        count: faces.length,
        shape: format.layout === 'NCHW' ? [3, height, width] : [height, width, 3],
        fill: (index, data, offset) => samplePixels(faces[index]!.image, cutMatrix(cut, faces[index]!, width), { data, offset, width, height, format }),
      });
      return outputs.map((output) => toUnitLength(outputOf(output, { model: model.id, length: dimensions })));
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

function toUnitLength(values: Float32Array): Float32Array {
  const length = Math.hypot(...values);
  return length > 0 ? values.map((value) => value / length) : values.slice();
}
