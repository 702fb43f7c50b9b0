import type { Face, FaceDetector } from '../face.ts';
import type { Affine } from '../geometry/affine.ts';
import { letterbox, type Size } from '../geometry/letterbox.ts';
import { toPixelFormat } from '../geometry/pixel-format.ts';
import { samplePixels } from '../geometry/sample-pixels.ts';
import type { RgbImage } from '../image.ts';
import type { OpenedModel } from '../opened-model.ts';
import { runItems } from '../run-items.ts';
import { placeFace } from './place-face.ts';
import { suppress, type SuppressOptions } from './suppress.ts';

/** What one detection net does its own way. */
export interface FieldNet {
  /** Size of the net's input for pictures of this size. */
  field(picture: Size): Size;
  /** Matrices net pixel → picture pixel, one for each view of the picture that the net is to see. Default: the whole, letterboxed. */
  views?(picture: Size, field: Size): readonly Affine[];
  /** Returns the faces of one picture in pixels of the field, before suppression. */
  decode(outputs: Readonly<Record<string, Float32Array>>, field: Size): Face[];
  readonly suppression: SuppressOptions;
}

/** Returns a detector around one net: shows it each picture, maps what it finds back and drops doubles. Pictures with a field of one size go in one batch. */
export function openFieldDetector({ session, model }: OpenedModel, net: FieldNet): FaceDetector {
  const format = toPixelFormat(model);
  const detectGroup = async (images: readonly RgbImage[]): Promise<Face[][]> => {
    const field = net.field(images[0]!);
    const shows = images.flatMap((image) => (net.views?.(image, field) ?? [letterbox(image, field)]).map((backward) => ({ image, backward })));
    const outputs = await runItems(session, {
      input: model.card.input.name,
      count: shows.length,
      shape: format.layout === 'NCHW' ? [3, field.height, field.width] : [field.height, field.width, 3],
      fill: (index, data, offset) => samplePixels(shows[index]!.image, shows[index]!.backward, { data, offset, format, ...field }),
    });
    const found = shows.map(({ image, backward }, index) => ({ image, faces: net.decode(outputs[index]!, field).map((face) => placeFace(face, backward)) }));
    return images.map((image) => suppress(found.filter((one) => one.image === image).flatMap(({ faces }) => faces), net.suppression));
  };
  return {
    id: model.id,
    detect: async (images) => {
      const groups = Map.groupBy(images.keys(), (index) => `${net.field(images[index]!).width}x${net.field(images[index]!).height}`);
      const faces = images.map((): Face[] => []);
      await Promise.all([...groups.values()].map(async (indices) => {
        const found = await detectGroup(indices.map((index) => images[index]!));
        for (const [at, index] of indices.entries()) faces[index] = found[at]!;
      }));
      return faces;
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}
