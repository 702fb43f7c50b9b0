import { ModelError } from '../../../runtime/model-error.ts';
import type { OpenedModel } from '../opened-model.ts';
import { outputOf } from '../output-of.ts';
import { runItems } from '../run-items.ts';
import { BLENDSHAPE_NAMES, BLENDSHAPE_POINTS } from './blendshape-layout.ts';
import type { FaceMesh } from './face-mesh.ts';

/** Reads movements of the face from its landmarks. Holds no state between calls. */
export interface Blendshaper extends AsyncDisposable {
  /** Registry id. */
  readonly id: string;
  /** Names of the scores in order, as in Apple's ARKit: `jawOpen`, `mouthSmileLeft`, … */
  readonly names: readonly string[];
  /** Resolves with one vector of shape `[names.length]` per mesh, in order; each score in [0, 1]. */
  score(meshes: readonly FaceMesh[]): Promise<Float32Array[]>;
}

/** Returns the reader of MediaPipe's 52 blendshapes. Its meshes must have the 478 points of `mediapipe-face-landmarks`. */
export function openBlendshapes({ session, model }: OpenedModel): Blendshaper {
  return {
    id: model.id,
    names: BLENDSHAPE_NAMES,
    score: async (meshes) => {
      for (const { points } of meshes) requireIrises(points, model.id);
      const outputs = await runItems(session, {
        input: model.card.input.name,
        count: meshes.length,
        shape: [BLENDSHAPE_POINTS.length, 2],
        fill: (index, data, offset) => {
          for (const [at, point] of BLENDSHAPE_POINTS.entries()) {
            data[offset + at * 2] = meshes[index]!.points[point * 3]!;
            data[offset + at * 2 + 1] = meshes[index]!.points[point * 3 + 1]!;
          }
        },
      });
      return outputs.map((output) => outputOf(output, { model: model.id, length: BLENDSHAPE_NAMES.length }).slice());
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

function requireIrises(points: Float32Array, model: string): void {
  if (points.length === 478 * 3) return;
  throw new ModelError('BAD_INPUT', { model, detail: `a mesh of ${points.length / 3} points was given where 478 are needed` });
}
