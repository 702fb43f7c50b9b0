import type { Face } from '../../extractors/visual/face.ts';
import type { FaceReading } from '../../extractors/visual/face-reader.ts';
import type { FrameStatus } from '../media/frame.ts';

/** One face in one frame and what was read from it. Holds no pixels. */
export interface FaceSighting {
  readonly face: Face;
  readonly reading: FaceReading;
  /** Identity vector of unit length; present on key frames only. */
  readonly embedding?: Float32Array;
  /** How far the lips are apart, as `mouthOpening` has it; absent where it was not wanted or cannot be measured. */
  readonly mouth?: number;
  /** Share of the faces that the gate was fitted on which is less familiar to the expression model than this, in [0, 1]; absent without a gate. */
  readonly familiarity?: number;
  /** Why the reading is not to be believed: `'unlike training'`; absent where it is. */
  readonly uncertain?: string;
}

/** One frame of the container and the faces in it: `faces` is empty unless `status` is `analysed`. */
export interface FrameSighting {
  /** Position in the container, from 0. */
  readonly frame: number;
  /** Presentation time in seconds. */
  readonly time: number;
  readonly status: FrameStatus;
  /** Best score first. */
  readonly faces: readonly FaceSighting[];
  /** How often the detector took for a face what the mesh net does not; absent: never. */
  readonly doubted?: number;
}
