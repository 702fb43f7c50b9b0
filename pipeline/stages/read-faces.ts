import { concatMap, type OperatorFunction } from 'rxjs';
import type { Box, Face, FaceDetector, Point } from '../../extractors/visual/face.ts';
import type { FaceEmbedder, FaceInImage, FaceReader } from '../../extractors/visual/face-reader.ts';
import type { Frame, FrameEntry } from '../media/frame.ts';
import type { FaceSighting, FrameSighting } from './sighting.ts';

/** The models that read faces. */
export interface FaceTools {
  readonly detector: FaceDetector;
  readonly reader: FaceReader;
  readonly embedder?: FaceEmbedder;
}

/** Which faces count, and how pictures were scaled. */
export interface FaceSettings {
  readonly minScore: number;
  /** Pixels of the clip as displayed. */
  readonly minSize: number;
  readonly maxFaces: number;
  /** Width of the clip as displayed: faces are given in its pixels, whatever size the frames were decoded at. */
  readonly clipWidth: number;
}

/** Overlap (intersection over union) above which a face is taken for the one in the frame before. */
const SAME_PLACE = 0.3;

/** Replaces each batch of frames by what was seen in them, in order. Frames that were not decoded pass with their status. */
export function readFaces(tools: FaceTools, settings: FaceSettings): OperatorFunction<readonly FrameEntry[], FrameSighting[]> {
  return (batches) => batches.pipe(concatMap((batch) => readBatch(batch, tools, settings)));
}

async function readBatch(batch: readonly FrameEntry[], { detector, reader, embedder }: FaceTools, settings: FaceSettings): Promise<FrameSighting[]> {
  const frames = batch.flatMap((entry) => (entry.status === 'decoded' ? [entry.frame] : []));
  const found = frames.length === 0 ? [] : await detector.detect(frames);
  const faces = found.map((each, index) => selectFaces(each, frames[index]!, settings));
  const all = frames.flatMap((image, index) => faces[index]!.map((face) => ({ image, face })));
  const keys = embedder === undefined ? [] : keyFaces(faces, frames);
  const [readings, embeddings] = await Promise.all([all.length === 0 ? [] : reader.read(all), keys.length === 0 ? [] : embedder!.embed(keys)]);
  const embeddingOf = new Map(keys.map(({ face }, index) => [face, embeddings[index]!]));
  const readingOf = new Map(all.map(({ face }, index) => [face, readings[index]!]));
  const facesOf = new Map(frames.map((frame, index) => [frame, faces[index]!]));
  return batch.map((entry) => {
    if (entry.status !== 'decoded') return { frame: entry.index, time: entry.time, status: entry.status, faces: [] };
    const scale = settings.clipWidth / entry.frame.width;
    const sightings = facesOf.get(entry.frame)!.map((face): FaceSighting => {
      const embedding = embeddingOf.get(face);
      return { face: scaleFace(face, scale), reading: readingOf.get(face)!, ...(embedding === undefined ? {} : { embedding }) };
    });
    return { frame: entry.index, time: entry.time, status: sightings.length > 0 ? 'analysed' : 'no-face', faces: sightings };
  });
}

function selectFaces(faces: readonly Face[], frame: Frame, { minScore, minSize, maxFaces, clipWidth }: FaceSettings): Face[] {
  const smallest = (minSize * frame.width) / clipWidth;
  return faces.filter(({ score, box }) => score >= minScore && box.width >= smallest).slice(0, maxFaces);
}

/** The faces whose identity is worth a look: all in the first frame of a batch, and each that was not there in the frame before. */
function keyFaces(faces: readonly (readonly Face[])[], frames: readonly Frame[]): FaceInImage[] {
  return faces.flatMap((each, index) => {
    const before = faces[index - 1] ?? [];
    return each.filter(({ box }) => !before.some((other) => overlap(box, other.box) > SAME_PLACE)).map((face) => ({ image: frames[index]!, face }));
  });
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (a.width * a.height + b.width * b.height - width * height);
}

function scaleFace(face: Face, scale: number): Face {
  if (scale === 1) return face;
  const point = ({ x, y }: Point): Point => ({ x: (x + 0.5) * scale - 0.5, y: (y + 0.5) * scale - 0.5 });
  const { box, landmarks } = face;
  return {
    ...face,
    box: { ...point(box), width: box.width * scale, height: box.height * scale },
    landmarks: {
      rightEye: point(landmarks.rightEye), leftEye: point(landmarks.leftEye), nose: point(landmarks.nose),
      rightMouth: point(landmarks.rightMouth), leftMouth: point(landmarks.leftMouth),
    },
  };
}
