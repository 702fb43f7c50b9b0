import { ModelError } from '../../../runtime/model-error.ts';
import type { FaceDetector } from '../face.ts';
import type { OpenedModel } from '../opened-model.ts';
import { openHumanBlazeface, type HumanBlazefaceOptions } from './human-blazeface.ts';
import { openMediapipeBlazeface } from './mediapipe-blazeface.ts';
import { openUltraface } from './ultraface.ts';
import { openYunet, type YunetOptions } from './yunet.ts';

/** What any detector can be told; each takes what concerns it. */
export type AnyDetectorOptions = YunetOptions & HumanBlazefaceOptions;

/** Returns the detector for a model of the registry, by its id. Throws `ModelError` when no detector is written for it. */
export function openDetector(opened: OpenedModel, options: AnyDetectorOptions = {}): FaceDetector {
  switch (opened.model.id) {
    case 'human-blazeface':
      return openHumanBlazeface(opened, options);
    case 'yunet':
    case 'yunet-2023mar':
      return openYunet(opened, options);
    case 'ultraface':
      return openUltraface(opened, options);
    case 'mediapipe-blazeface':
      return openMediapipeBlazeface(opened, options);
    default:
      throw new ModelError('UNKNOWN', { model: opened.model.id, detail: 'no face detector is written for this model' });
  }
}
