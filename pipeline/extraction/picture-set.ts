import { toFeatureKey } from '../../extractors/encoders/encoder-provenance.ts';
import { poolRows } from '../../extractors/encoders/pool-rows.ts';
import type { PictureEncoder } from '../../extractors/visual/encoders/open-picture-encoder.ts';
import type { FaceInImage } from '../../extractors/visual/face-reader.ts';
import type { Frame } from '../media/frame.ts';
import { readVideo } from '../media/read-video.ts';
import { findFaces } from '../stages/find-faces.ts';
import { isFace } from '../stages/is-face.ts';
import type { FaceTools } from '../stages/read-faces.ts';
import { inBatches } from '../stream/in-batches.ts';
import type { FeaturePictures, FeatureRow, PictureSet } from './feature-set.ts';

/** What finds the faces, and what is known of it. */
export interface FaceFinder extends Required<Pick<FaceTools, 'detector' | 'mesher'>> {
  /** Plain data that is written beside the numbers: which nets, by checksum. */
  readonly provenance: Readonly<Record<string, unknown>>;
}

/** Pictures a second that are looked at. */
const LOOKS = 5;
/** Pictures that go through the nets at once. */
const BATCH = 16;
/** Longest side in pixels at which pictures are read. */
const MAX_SIDE = 640;

/** Returns what an encoder of pictures makes of faces as a feature: a row for each picture looked at that shows a face, the one that the detector is surest of; or their mean. */
export function pictureSet(encoder: PictureEncoder, finder: FaceFinder): PictureSet {
  const { provenance, dimensions } = encoder;
  const names = Array.from({ length: dimensions }, (_, index) => `h${index}`);
  const rows = (pictures: FeaturePictures) => encodeFaces(pictures, encoder, finder);
  return {
    of: 'pictures',
    provenance: { key: toFeatureKey(provenance), ...provenance, looks: LOOKS, ...finder.provenance },
    utt: {
      names,
      async extract(pictures) {
        const all: ArrayLike<number>[] = [];
        for await (const { values } of rows(pictures)) all.push(values);
        const values = new Float32Array(all.length * dimensions);
        all.forEach((row, index) => values.set(row, index * dimensions));
        return all.length === 0 ? undefined : poolRows({ values, dimensions });
      },
    },
    frame: { names, hop: 1 / LOOKS, middle: 0, extract: rows },
  };
}

async function* encodeFaces({ facts, tools, signal }: FeaturePictures, encoder: PictureEncoder, finder: FaceFinder): AsyncGenerator<FeatureRow> {
  const entries = readVideo(facts, { fps: LOOKS, maxSide: MAX_SIDE, pool: 2 * BATCH, tools, signal });
  for await (const batch of inBatches(entries, BATCH, ({ status }) => status === 'decoded')) {
    signal.throwIfAborted();
    const faces = await surestFaces(batch.flatMap((entry) => (entry.status === 'decoded' ? [entry.frame] : [])), finder);
    const rows = faces.length === 0 ? [] : await encoder.encode(faces);
    for (const [index, { image }] of faces.entries()) yield { time: image.time, values: rows[index]! };
  }
}

/** The surest face of each picture that shows one. */
async function surestFaces(frames: readonly Frame[], { detector, mesher }: FaceFinder): Promise<(FaceInImage & { readonly image: Frame })[]> {
  const found = await findFaces(frames, detector, 0);
  const faces = frames.flatMap((image, index) => found[index]!.slice(0, 1).map((face) => ({ image, face })));
  const meshes = faces.length === 0 ? [] : await mesher.locate(faces);
  return faces.filter(({ face }, index) => isFace(face, meshes[index]!.presence));
}
