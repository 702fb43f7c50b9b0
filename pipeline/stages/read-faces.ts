import { concatMap, type OperatorFunction } from 'rxjs';
import { intersectionOverUnion } from '../../extractors/visual/detect/suppress.ts';
import type { Face, FaceDetector, Point } from '../../extractors/visual/face.ts';
import type { FaceEmbedder, FaceInImage, FaceReader, FaceReading } from '../../extractors/visual/face-reader.ts';
import type { FaceMesh, FaceMesher } from '../../extractors/visual/landmarks/face-mesh.ts';
import type { ModelGate } from '../gates/gatekeeper.ts';
import type { Frame, FrameEntry } from '../media/frame.ts';
import { findFaces } from './find-faces.ts';
import { isFace } from './is-face.ts';
import { measureMouths } from './measure-mouths.ts';
import type { FaceSighting, FrameSighting } from './sighting.ts';

/** The models that read faces. */
export interface FaceTools {
  readonly detector: FaceDetector;
  readonly reader: FaceReader;
  /** Withholds what the reader says of what it does not know; its readings then have units. */
  readonly gate?: Pick<ModelGate, 'judge'>;
  readonly embedder?: FaceEmbedder;
  /** Confirms that what the detector found is a face, and measures its mouth. */
  readonly mesher?: FaceMesher;
}

/** Which faces count, and how pictures were scaled. */
export interface FaceSettings {
  /** Pixels of the clip as displayed. */
  readonly minSize: number;
  readonly maxFaces: number;
  /** Seconds between two looks of the detector; see `findFaces`. */
  readonly detectEvery: number;
  /** Width of the clip as displayed: faces are given in its pixels, whatever size the frames were decoded at. */
  readonly clipWidth: number;
  /** Whether mouths are measured; default no. */
  readonly mouth?: boolean;
}

/** Overlap (intersection over union) above which a face is taken for the one in the frame before. */
const SAME_PLACE = 0.3;

/** Replaces each batch of frames by what was seen in them, in order. Frames that were not decoded pass with their status. */
export function readFaces(tools: FaceTools, settings: FaceSettings): OperatorFunction<readonly FrameEntry[], FrameSighting[]> {
  return (batches) => batches.pipe(concatMap((batch) => readBatch(batch, tools, settings)));
}

async function readBatch(batch: readonly FrameEntry[], tools: FaceTools, settings: FaceSettings): Promise<FrameSighting[]> {
  const frames = batch.flatMap((entry) => (entry.status === 'decoded' ? [entry.frame] : []));
  const found = await findFaces(frames, tools.detector, settings.detectEvery);
  const { faces, meshes, others } = await confirmFaces(toChains(frames, found.map((each, index) => selectFaces(each, frames[index]!, settings))), tools.mesher);
  const [sightings, mouths] = await Promise.all([
    readSightings(faces, tools),
    settings.mouth === true && tools.mesher !== undefined ? measureMouths(faces, { frames, meshes, mesher: tools.mesher }) : undefined,
  ]);
  return batch.map((entry) => {
    if (entry.status !== 'decoded') return { frame: entry.index, time: entry.time, status: entry.status, faces: [] };
    const scale = settings.clipWidth / entry.frame.width;
    const seen = faces.flatMap((each, index) => (each.image === entry.frame ? [{ ...sightings[index]!, face: scaleFace(each.face, scale), ...mouthOf(mouths?.get(each)) }] : []));
    return { frame: entry.index, time: entry.time, status: seen.length > 0 ? 'analysed' : 'no-face', faces: seen, ...doubtedOf(others.filter(({ image }) => image === entry.frame).length) };
  });
}

function doubtedOf(count: number): Pick<FrameSighting, 'doubted'> {
  return count === 0 ? {} : { doubted: count };
}

function mouthOf(mouth: number | undefined): Pick<FaceSighting, 'mouth'> {
  return mouth === undefined ? {} : { mouth };
}

/** A face and the one it continues: the face at the same place in the frame before, in this batch. */
interface ChainedFace extends FaceInImage {
  readonly before: ChainedFace | undefined;
}

/** Resolves with what the models say of each face, in order. Identity is looked at where a chain begins. */
async function readSightings(faces: readonly ChainedFace[], { reader, gate, embedder }: FaceTools): Promise<FaceSighting[]> {
  if (faces.length === 0) return [];
  const heads = embedder === undefined ? [] : faces.filter(isHead);
  const [readings, embeddings] = await Promise.all([reader.read(faces), heads.length === 0 ? [] : embedder!.embed(heads)]);
  const embeddingOf = new Map(heads.map((head, index) => [head, embeddings[index]!]));
  return faces.map((each, index) => {
    const embedding = embeddingOf.get(each);
    return { face: each.face, ...judged(readings[index]!, gate), ...(embedding === undefined ? {} : { embedding }) };
  });
}

/** The reading without its units, which are many, and what the gate says of them. */
function judged({ units, ...reading }: FaceReading, gate: FaceTools['gate']): Pick<FaceSighting, 'reading' | 'familiarity' | 'uncertain'> {
  if (gate === undefined || units === undefined) return { reading };
  const { familiarity, doubt } = gate.judge(units);
  return { reading, familiarity, ...(doubt === undefined ? {} : { uncertain: doubt }) };
}

interface ConfirmedFaces {
  readonly faces: readonly ChainedFace[];
  /** What the detector took for faces, and the mesh net does not. */
  readonly others: readonly ChainedFace[];
  readonly meshes: ReadonlyMap<FaceInImage, FaceMesh>;
}

/**
 * Resolves with the faces that the mesh net takes for faces, the others, and the meshes it has made. It looks at the head of each chain, and the rest of the chain shares
 * its fate: detectors see faces in clouds and letters, and one look in eight frames costs little.
 */
async function confirmFaces(faces: readonly ChainedFace[], mesher: FaceMesher | undefined): Promise<ConfirmedFaces> {
  const heads = faces.filter(isHead);
  if (mesher === undefined || heads.length === 0) return { faces, meshes: new Map(), others: [] };
  const found = await mesher.locate(heads);
  const meshes = new Map(heads.map((head, index) => [head, found[index]!]));
  const confirmed = new Set(heads.filter((head) => isFace(head.face, meshes.get(head)!.presence)));
  const [yes, no]: [ChainedFace[], ChainedFace[]] = [[], []];
  for (const face of faces) (confirmed.has(headOf(face)) ? yes : no).push(face);
  return { faces: yes, others: no, meshes };
}

/** Returns all faces in order, each linked to the one it continues; those in the first frame of a batch begin a chain. */
function toChains(frames: readonly Frame[], faces: readonly (readonly Face[])[]): ChainedFace[] {
  let last: readonly ChainedFace[] = [];
  return frames.flatMap((image, index) => {
    const before = last;
    last = faces[index]!.map((face) => ({ image, face, before: before.find((other) => intersectionOverUnion(face.box, other.face.box) > SAME_PLACE) }));
    return last;
  });
}

function isHead({ before }: ChainedFace): boolean {
  return before === undefined;
}

function headOf(face: ChainedFace): ChainedFace {
  return face.before === undefined ? face : headOf(face.before);
}

function selectFaces(faces: readonly Face[], frame: Frame, { minSize, maxFaces, clipWidth }: FaceSettings): Face[] {
  const smallest = (minSize * frame.width) / clipWidth;
  return faces.filter(({ box }) => box.width >= smallest).slice(0, maxFaces);
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
