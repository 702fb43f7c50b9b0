import type { FaceInImage } from '../../extractors/visual/face-reader.ts';
import type { FaceMesh, FaceMesher } from '../../extractors/visual/landmarks/face-mesh.ts';
import { mouthOpening } from '../../extractors/visual/landmarks/mouth-opening.ts';
import type { Frame } from '../media/frame.ts';

/** Seconds between two looks at a mouth: every picture of a film, every second of a fast camera. */
const EVERY = 0.03;

/** What `measureMouths` works with. */
export interface MouthLook {
  /** Of one batch, in order of time. */
  readonly frames: readonly Frame[];
  /** Meshes that are known already. */
  readonly meshes: ReadonlyMap<FaceInImage, FaceMesh>;
  readonly mesher: FaceMesher;
}

/** Resolves with the opening of the mouths of `faces` in the first frame of each 0.03 s, by face; those that cannot be measured are left out. */
export async function measureMouths(faces: readonly FaceInImage[], { frames, meshes, mesher }: MouthLook): Promise<ReadonlyMap<FaceInImage, number>> {
  const looked = new Set(frames.filter(({ time }, index) => index === 0 || toPeriod(time) !== toPeriod(frames[index - 1]!.time)));
  const wanted = faces.filter((face) => looked.has(face.image as Frame));
  const unknown = wanted.filter((face) => !meshes.has(face));
  const found = unknown.length === 0 ? [] : await mesher.locate(unknown);
  const foundOf = new Map(unknown.map((face, index) => [face, found[index]!]));
  return new Map(wanted.flatMap((face) => {
    const opening = mouthOpening(meshes.get(face) ?? foundOf.get(face)!);
    return opening === undefined ? [] : [[face, Number(opening.toFixed(5))] as const];
  }));
}

function toPeriod(time: number): number {
  return Math.floor(time / EVERY + 1e-6);
}
