import type { FaceDetector } from '../face.ts';
import type { OpenedModel } from '../opened-model.ts';
import { outputOf } from '../output-of.ts';
import { decodeBlazeface } from './decode-blazeface.ts';
import type { DetectorOptions } from './detector-options.ts';
import { openFieldDetector } from './field-detector.ts';

const SIZE = 128;
const ANCHORS = 896;

/** Returns a detector over MediaPipe's short-range BlazeFace: faces within about two metres of the camera. Overlapping finds are blended. */
export function openMediapipeBlazeface(opened: OpenedModel, { minScore = 0.5, overlap = 0.3 }: DetectorOptions = {}): FaceDetector {
  const model = opened.model.id;
  return openFieldDetector(opened, {
    field: () => ({ width: SIZE, height: SIZE }),
    decode: (outputs) => {
      const logits = outputOf(outputs, { model, length: ANCHORS });
      const regressors = outputOf(outputs, { model, length: ANCHORS * 16 });
      return decodeBlazeface({ logits, regressors, size: SIZE, minScore });
    },
    suppression: { overlap, rule: 'blend' },
  });
}
