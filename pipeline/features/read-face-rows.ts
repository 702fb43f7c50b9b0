import { lastValueFrom, toArray } from 'rxjs';
import sharp from 'sharp';
import type { FaceCrops } from '../../datasets/clip.ts';
import { ARCFACE_TEMPLATE } from '../../extractors/visual/geometry/face-template.ts';
import type { Face, FaceDetector, Point } from '../../extractors/visual/face.ts';
import type { FaceReading, FaceReader } from '../../extractors/visual/face-reader.ts';
import type { RgbImage } from '../../extractors/visual/image.ts';
import type { MediaFacts } from '../media/media-facts.ts';
import type { MediaTools } from '../media/media-tools.ts';
import { readVideo } from '../media/read-video.ts';
import { readFaces, type FaceTools } from '../stages/read-faces.ts';
import { inBatches } from '../stream/in-batches.ts';
import { pull } from '../stream/pull.ts';
import { toClipRows, type ClipRows } from './clip-rows.ts';

/** Pictures that go through the net at once. */
const BATCH = 16;
/** What is left of a probability that a net says is 0, before its logarithm is taken. */
const LEAST = 1e-4;

/** Returns the logarithms of the probabilities, centred as logits are, then valence and arousal where they are measured. */
export function toFaceRow({ probabilities, valence, arousal }: FaceReading): number[] {
  const logs = Array.from(probabilities, (probability) => Math.log(Math.max(LEAST, probability)));
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  return [...logs.map((value) => value - mean), ...(valence === undefined || arousal === undefined ? [] : [valence, arousal])];
}

/** Where and how faces are looked for in a video. */
export interface VideoFaceOptions {
  /** Pictures a second that are looked at. */
  readonly fps: number;
  readonly media: MediaTools;
  readonly signal?: AbortSignal | undefined;
}

/** Resolves with a row for each picture looked at that shows a face: the one that the detector is surest of. */
export async function readVideoFaces(facts: MediaFacts, tools: FaceTools, { fps, media, signal }: VideoFaceOptions): Promise<ClipRows | undefined> {
  if (facts.video === undefined) return undefined;
  const settings = { minSize: 16, maxFaces: 1, detectEvery: 0, clipWidth: facts.video.width };
  const frames = (stop: AbortSignal) => inBatches(readVideo(facts, { fps, maxSide: 640, pool: 3 * BATCH, tools: media, signal: signal === undefined ? stop : AbortSignal.any([signal, stop]) }), BATCH, ({ status }) => status === 'decoded');
  const sightings = (await lastValueFrom(pull(frames, readFaces(tools, settings), 2).pipe(toArray()))).flat();
  const rows = sightings.flatMap(({ time, faces }) => faces.slice(0, 1).map(({ reading }) => ({ time, values: toFaceRow(reading) })));
  return toClipRows(rows, rows[0]?.values.length ?? 0);
}

/** What reads pictures of faces, and when they were taken. */
export interface CropOptions {
  readonly reader: FaceReader;
  /** Looks for the landmarks in crops that are not aligned. */
  readonly detector: FaceDetector;
  readonly timeOf: (frame: number) => number;
  /** Is told of each file that is no picture; the others are read. */
  readonly onTrouble: (path: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Resolves with a row for each picture of a face, at the time that `timeOf` gives its frame. Crops of 112 × 112 pixels are aligned and have their landmarks
 * where ArcFace's template has them; in larger ones they are looked for, so that each net is given the crop that it was trained on.
 */
export async function readCropFaces(crops: FaceCrops, options: CropOptions): Promise<ClipRows | undefined> {
  const rows: { readonly time: number; readonly values: number[] }[] = [];
  for (let first = 0; first < crops.numbers.length; first += BATCH) {
    options.signal?.throwIfAborted();
    const numbers = [...crops.numbers.subarray(first, first + BATCH)];
    const pictures = await Promise.all(numbers.map(async (number) => ({ number, image: await openPicture(crops.path(number)!, options.onTrouble) })));
    const there = pictures.flatMap(({ number, image }) => (image === undefined ? [] : [{ number, image }]));
    const faces = await findFaces(there.map(({ image }) => image), options.detector);
    const readings = there.length === 0 ? [] : await options.reader.read(there.map(({ image }, index) => ({ image, face: faces[index]! })));
    readings.forEach((reading, index) => rows.push({ time: options.timeOf(there[index]!.number), values: toFaceRow(reading) }));
  }
  return toClipRows(rows, rows[0]?.values.length ?? 0);
}

async function openPicture(path: string, onTrouble: (path: string) => void): Promise<RgbImage | undefined> {
  try {
    const { data, info } = await sharp(path).removeAlpha().toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, pixels: data };
  } catch {
    onTrouble(path);
    return undefined;
  }
}

/** The face of each crop. Where the detector sees none, it is taken to fill the crop as an aligned one does. */
async function findFaces(images: readonly RgbImage[], detector: FaceDetector): Promise<Face[]> {
  const isAligned = ({ width, height }: RgbImage) => width === ARCFACE_TEMPLATE.size && height === ARCFACE_TEMPLATE.size;
  const loose = images.filter((image) => !isAligned(image));
  const found = new Map(loose.length === 0 ? [] : (await detector.detect(loose)).map((faces, index) => [loose[index]!, faces[0]] as const));
  return images.map((image) => found.get(image) ?? wholeFace(image));
}

function wholeFace({ width, height }: RgbImage): Face {
  const { size, landmarks } = ARCFACE_TEMPLATE;
  const place = ({ x, y }: Point): Point => ({ x: ((x + 0.5) * width) / size - 0.5, y: ((y + 0.5) * height) / size - 0.5 });
  const { rightEye, leftEye, nose, rightMouth, leftMouth } = landmarks;
  return {
    box: { x: 0, y: 0, width, height },
    landmarks: { rightEye: place(rightEye), leftEye: place(leftEye), nose: place(nose), rightMouth: place(rightMouth), leftMouth: place(leftMouth) },
    score: 1,
  };
}
