import type { FaceInImage } from '../face-reader.ts';
import { cutMatrix, type FaceCut } from '../geometry/face-cut.ts';
import { toPixelFormat, toPixelSize } from '../geometry/pixel-format.ts';
import { samplePixels } from '../geometry/sample-pixels.ts';
import type { ModelCard } from '../../models/card.ts';
import type { OpenedModel } from '../opened-model.ts';
import { outputOf } from '../output-of.ts';
import { runItems } from '../run-items.ts';
import type { PictureEncoderCard } from './picture-encoder-card.ts';
import { toPictureProvenance, type PictureProvenance } from './picture-provenance.ts';

/** Turns faces into rows. Holds nothing between calls. */
export interface PictureEncoder extends AsyncDisposable {
  readonly provenance: PictureProvenance;
  /** Length of a row. */
  readonly dimensions: number;
  /** Resolves with a new row of shape `[dimensions]` for each face, in order. Throws ModelError when the net fails or gives another shape than its card says. */
  encode(faces: readonly FaceInImage[]): Promise<Float32Array[]>;
}

/** The upright square that detectors of faces draw, with some of what is around it, as crops of corpora have. */
const CUT: FaceCut = { kind: 'square', enlarge: 1.3 };

/**
 * Returns an encoder on an open session, which it closes when it is disposed. A face is read from its square straight to the size of the net, in floating point.
 *
 * @throws TypeError when the model is no encoder of pictures; ModelError when its card lacks what a picture needs
 */
export function openPictureEncoder({ session, model }: OpenedModel, cut: FaceCut = CUT): PictureEncoder {
  const { card, id } = model;
  if (!isPictureEncoder(card)) throw new TypeError(`${id} is no encoder of pictures`);
  const { dimensions } = card.picture;
  const [height, width] = toPixelSize(model);
  const format = toPixelFormat(model);
  return {
    provenance: toPictureProvenance(model, card, cut),
    dimensions,
    async encode(faces) {
      const outputs = await runItems(session, {
        input: card.input.name,
        count: faces.length,
        shape: [3, height, width],
        fill: (index, data, offset) => samplePixels(faces[index]!.image, cutMatrix(cut, faces[index]!, width), { data, offset, width, height, format }),
      });
      return outputs.map((output) => outputOf(output, { model: id, length: dimensions, name: 'embedding' }).slice());
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

function isPictureEncoder(card: ModelCard): card is PictureEncoderCard {
  return 'picture' in card;
}
