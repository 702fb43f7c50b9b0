import type { FaceDetector } from '../face.ts';
import type { FaceInImage } from '../face-reader.ts';
import type { FaceMesher } from '../landmarks/face-mesh.ts';

/** The two stages, both owned and closed, and when each has the word. */
export interface ConfirmedDetectorOptions {
  /** Proposes; set it to a low score, since what it takes wrongly for a face falls in the second stage. */
  readonly detector: FaceDetector;
  /** Looks closely at the doubtful proposals. */
  readonly mesher: FaceMesher;
  /** Proposals with at least this score are faces without a second look; in [0, 1]. */
  readonly sureScore?: number | undefined;
  /** Doubtful proposals whose presence is below this are dropped; in [0, 1]. */
  readonly minPresence?: number | undefined;
}

/**
 * Returns a detector that keeps a doubtful face only when a face mesh finds a face there, too: the way in which MediaPipe and
 * `@vladmandic/human` get rid of BlazeFace's false alarms. The mesh runs on doubtful faces only.
 */
export function openConfirmedDetector({ detector, mesher, sureScore = 0.75, minPresence = 0.9 }: ConfirmedDetectorOptions): FaceDetector {
  return {
    id: detector.id,
    detect: async (images) => {
      const found = await detector.detect(images);
      const doubtful: FaceInImage[] = found.flatMap((faces, index) =>
        faces.filter(({ score }) => score < sureScore).map((face) => ({ face, image: images[index]! })));
      const meshes = doubtful.length > 0 ? await mesher.locate(doubtful) : [];
      const rejected = new Set(doubtful.filter((_, index) => meshes[index]!.presence < minPresence).map(({ face }) => face));
      return found.map((faces) => faces.filter((face) => !rejected.has(face)));
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([detector[Symbol.asyncDispose](), mesher[Symbol.asyncDispose]()]);
    },
  };
}
