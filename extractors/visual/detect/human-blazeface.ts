import type { FaceDetector } from '../face.ts';
import { letterbox, showRegion } from '../geometry/letterbox.ts';
import type { OpenedModel } from '../opened-model.ts';
import { outputOf } from '../output-of.ts';
import { decodeBlazeface } from './decode-blazeface.ts';
import type { DetectorOptions } from './detector-options.ts';
import { openFieldDetector } from './field-detector.ts';
import { tileRegions } from './tile-regions.ts';

/** How the net looks at a picture. */
export interface HumanBlazefaceOptions extends DetectorOptions {
  /** Tiles per shorter side that are shown besides the whole picture: 0 none; 2 finds faces of half the size and takes ten times as long on a wide picture. */
  readonly tiles?: number | undefined;
}

const SIZE = 256;
/** The net has its two grids of anchors in outputs of their own. */
const GRID_ANCHORS = [512, 384] as const;

/** Returns a detector over the BlazeFace net that `@vladmandic/human` brings along (full range, 256 × 256), the embedded default. */
export function openHumanBlazeface(opened: OpenedModel, { minScore = 0.65, overlap = 0.3, tiles = 0 }: HumanBlazefaceOptions = {}): FaceDetector {
  const model = opened.model.id;
  return openFieldDetector(opened, {
    field: () => ({ width: SIZE, height: SIZE }),
    views: (picture, field) => [letterbox(picture, field), ...tileRegions(picture, tiles).map((region) => showRegion(region, field))],
    decode: (outputs) => {
      const join = (perAnchor: number) => joined(GRID_ANCHORS.map((anchors) => outputOf(outputs, { model, length: anchors * perAnchor })));
      return decodeBlazeface({ logits: join(1), regressors: join(16), size: SIZE, minScore });
    },
    suppression: { overlap },
  });
}

function joined([first, second]: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(first!.length + second!.length);
  all.set(first!);
  all.set(second!, first!.length);
  return all;
}
