import type { FaceInImage } from '../face-reader.ts';
import type { Affine } from '../geometry/affine.ts';
import { transformPoint } from '../geometry/affine.ts';
import { levelSquare } from '../geometry/level-square.ts';
import { toPixelFormat, toPixelSize } from '../geometry/pixel-format.ts';
import { samplePixels } from '../geometry/sample-pixels.ts';
import { ModelError } from '../../../runtime/model-error.ts';
import type { OpenedModel } from '../opened-model.ts';
import { outputOf } from '../output-of.ts';
import { runItems } from '../run-items.ts';

/** Landmarks of one face in the order of MediaPipe's face mesh. */
export interface FaceMesh {
  /** Shape `[points, 3]`: x and y in pixels of the frame, z in the same unit, towards the camera negative. */
  readonly points: Float32Array;
  /** Probability that the crop shows a face, in [0, 1]. */
  readonly presence: number;
}

/** Finds the landmarks of faces. Holds no state between calls. */
export interface FaceMesher extends AsyncDisposable {
  /** Registry id. */
  readonly id: string;
  /** Number of landmarks: 468, or 478 with the irises. */
  readonly points: number;
  /** Resolves with one mesh per face, in order. */
  locate(faces: readonly FaceInImage[]): Promise<FaceMesh[]>;
}

/** What the two nets differ in. */
interface MeshNet {
  readonly points: number;
  /** Side of the square crop over the longer side of the face box. */
  readonly enlarge: number;
  /** Whether `presence` comes as a logit. */
  readonly logit: boolean;
}

const NETS: Readonly<Record<string, MeshNet>> = {
  'mediapipe-face-landmarks': { points: 478, enlarge: 1.5, logit: true },
  'human-facemesh': { points: 468, enlarge: 1.4, logit: false },
};

/** Returns the mesh finder for a model of the registry, by its id: a square crop with the eyes level. Throws `ModelError` when none is written for it. */
export function openFaceMesh({ session, model }: OpenedModel): FaceMesher {
  const net = NETS[model.id];
  if (!net) throw new ModelError('UNKNOWN', { model: model.id, detail: 'no face mesh is written for this model' });
  const [height, width] = toPixelSize(model);
  const format = toPixelFormat(model);
  return {
    id: model.id,
    points: net.points,
    locate: async (faces) => {
      const views = faces.map(({ face }) => levelSquare(face, { enlarge: net.enlarge, size: width }));
      const outputs = await runItems(session, {
        input: model.card.input.name,
        count: faces.length,
        shape: [height, width, 3],
        fill: (index, data, offset) => samplePixels(faces[index]!.image, views[index]!, { data, offset, width, height, format }),
      });
      return outputs.map((output, index) => ({
        points: toFrame(outputOf(output, { model: model.id, length: net.points * 3 }), views[index]!),
        presence: toPresence(output, { net, name: model.card.output.names[1], model: model.id }),
      }));
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

function toPresence(outputs: Readonly<Record<string, Float32Array>>, { net, name, model }: { net: MeshNet; name: string | undefined; model: string }): number {
  const value = outputOf(outputs, { model, name, length: 1 })[0]!;
  return net.logit ? 1 / (1 + Math.exp(-value)) : value;
}

function toFrame(points: Float32Array, view: Affine): Float32Array {
  const scale = Math.hypot(view[0], view[3]);
  const moved = new Float32Array(points.length);
  for (let at = 0; at < points.length; at += 3) {
    const { x, y } = transformPoint(view, { x: points[at]!, y: points[at + 1]! });
    moved[at] = x;
    moved[at + 1] = y;
    moved[at + 2] = points[at + 2]! * scale;
  }
  return moved;
}
