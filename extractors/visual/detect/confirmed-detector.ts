import type { Face, FaceDetector, Point } from '../face.ts';
import type { FaceInImage } from '../face-reader.ts';
import type { FaceMesh, FaceMesher } from '../landmarks/face-mesh.ts';

/** The two stages. Both are owned and closed. */
export interface ConfirmedDetectorOptions {
  /** Proposes; set it to a low score, what it takes wrongly for a face falls in the second stage. */
  readonly detector: FaceDetector;
  /** Looks closely at each proposal. */
  readonly mesher: FaceMesher;
  /** Proposals whose presence is below this are dropped; in [0, 1]. */
  readonly minPresence?: number | undefined;
}

/** Corners of the eyes, tip of the nose and corners of the mouth in the face mesh. */
const MESH = { rightEye: [33, 133], leftEye: [362, 263], nose: [1], rightMouth: [61], leftMouth: [291] } as const;

/**
 * Returns a detector that keeps only those faces in which a face mesh finds a face, with the mesh's landmarks in place of the
 * detector's. This is how MediaPipe and `@vladmandic/human` get rid of BlazeFace's false alarms.
 */
export function openConfirmedDetector({ detector, mesher, minPresence = 0.9 }: ConfirmedDetectorOptions): FaceDetector {
  return {
    id: detector.id,
    detect: async (images) => {
      const proposals = await detector.detect(images);
      const faces: FaceInImage[] = proposals.flatMap((found, index) => found.map((face) => ({ face, image: images[index]! })));
      const meshes = await mesher.locate(faces);
      const confirmed = faces.map(({ face, image }, index) => ({ image, face: refine(face, meshes[index]!), presence: meshes[index]!.presence }));
      return images.map((image) => confirmed.filter((one) => one.image === image && one.presence >= minPresence).map(({ face }) => face));
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([detector[Symbol.asyncDispose](), mesher[Symbol.asyncDispose]()]);
    },
  };
}

function refine(face: Face, { points }: FaceMesh): Face {
  const at = (indices: readonly number[]): Point => ({ x: mean(indices.map((index) => points[3 * index]!)), y: mean(indices.map((index) => points[3 * index + 1]!)) });
  const landmarks = { rightEye: at(MESH.rightEye), leftEye: at(MESH.leftEye), nose: at(MESH.nose), rightMouth: at(MESH.rightMouth), leftMouth: at(MESH.leftMouth) };
  return { ...face, landmarks };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
