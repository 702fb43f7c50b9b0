import { ModelError } from '../../../runtime/model-error.ts';
import type { LoadedModel } from '../../models/loaded-model.ts';
import type { FaceInImage } from '../face-reader.ts';
import { cutMatrix, type FaceCut } from '../geometry/face-cut.ts';
import { type PixelFormat, toPixelFormat, toPixelSize } from '../geometry/pixel-format.ts';
import { samplePixels } from '../geometry/sample-pixels.ts';
import type { Items } from '../run-items.ts';
import { EXPRESSION_CUTS } from './face-cuts.ts';

/** How an expression model wants faces cut out. */
export interface FaceCrops {
  /** Crops of each face. */
  readonly perFace: number;
  readonly width: number;
  readonly height: number;
  /** Numbers of a pixel. */
  readonly channels: number;
  readonly format: PixelFormat;
  /** Returns the crops of all faces, those of one face side by side, as items for the net. */
  items(faces: readonly FaceInImage[]): Items;
}

/**
 * Returns how faces are cut out for a model: as its card and `EXPRESSION_CUTS` have it.
 *
 * @param cuts other crops than those the model was found to want
 * @throws ModelError when no crop is known for the model
 */
export function faceCrops(model: LoadedModel, cuts: readonly FaceCut[] = EXPRESSION_CUTS[model.id] ?? []): FaceCrops {
  if (cuts.length === 0) throw new ModelError('UNKNOWN', { model: model.id, detail: 'no face crop is written for this expression model' });
  const [height, width] = toPixelSize(model);
  const format = toPixelFormat(model);
  const channels = format.channels === 'gray' ? 1 : 3;
  return {
    perFace: cuts.length,
    width,
    height,
    channels,
    format,
    items: (faces) => {
      const crops = faces.flatMap((face) => cuts.map((cut) => ({ image: face.image, matrix: cutMatrix(cut, face, width) })));
      return {
        input: model.card.input.name,
        count: crops.length,
        shape: format.layout === 'NCHW' ? [channels, height, width] : [height, width, channels],
        fill: (index, data, offset) => samplePixels(crops[index]!.image, crops[index]!.matrix, { data, offset, width, height, format }),
      };
    },
  };
}
