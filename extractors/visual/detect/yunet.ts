import type { Face, FaceDetector, Point } from '../face.ts';
import type { Size } from '../geometry/letterbox.ts';
import type { OpenedModel } from '../opened-model.ts';
import { outputOf } from '../output-of.ts';
import type { DetectorOptions } from './detector-options.ts';
import { openFieldDetector } from './field-detector.ts';

/** How YuNet looks at a picture. */
export interface YunetOptions extends DetectorOptions {
  /** Pictures are shown with at most this longer side in pixels: more finds smaller faces and takes longer. */
  readonly longSide?: number | undefined;
}

const STRIDES = [8, 16, 32] as const;

/** Returns a detector over a YuNet net (Wu, Peng and Yu 2023) whose input takes any multiple of 32, or the one size its card names. Its five landmarks are the net's own. */
export function openYunet(opened: OpenedModel, { minScore = 0.6, overlap = 0.3, longSide = 640 }: YunetOptions = {}): FaceDetector {
  const { size } = opened.model.card.input;
  const fixed = size === undefined || size === 'dynamic' ? undefined : { height: size[0], width: size[1] };
  return openFieldDetector(opened, {
    field: (picture) => fixed ?? fieldFor(picture, longSide),
    decode: (outputs, field) => STRIDES.flatMap((stride) => decodeYunet(headOf(outputs, { stride, field, model: opened.model.id }), minScore)),
    suppression: { overlap },
  });
}

function fieldFor({ width, height }: Size, longSide: number): Size {
  const scale = Math.min(1, longSide / Math.max(width, height));
  const toField = (side: number): number => Math.max(32, Math.ceil((side * scale) / 32 - 1e-9) * 32);
  return { width: toField(width), height: toField(height) };
}

/** The four outputs of one stride, one cell after the other, row by row. */
export interface YunetHead {
  readonly stride: number;
  readonly columns: number;
  /** Shape `[cells]` each. */
  readonly cls: Float32Array;
  readonly obj: Float32Array;
  /** Shape `[cells, 4]` and `[cells, 10]`. */
  readonly bbox: Float32Array;
  readonly kps: Float32Array;
}

function headOf(outputs: Readonly<Record<string, Float32Array>>, { stride, field, model }: { stride: number; field: Size; model: string }): YunetHead {
  const columns = field.width / stride;
  const cells = columns * (field.height / stride);
  const take = (kind: string, length: number): Float32Array => outputOf(outputs, { model, name: `${kind}_${stride}`, length: cells * length });
  return { stride, columns, cls: take('cls', 1), obj: take('obj', 1), bbox: take('bbox', 4), kps: take('kps', 10) };
}

/** Returns the faces of one stride in pixels of the net's field: score √(cls · obj), centre `(column + b0) · stride`, size `exp(b2) · stride`. */
export function decodeYunet({ stride, columns, cls, obj, bbox, kps }: YunetHead, minScore: number): Face[] {
  const faces: Face[] = [];
  for (let cell = 0; cell < cls.length; cell++) {
    const score = Math.sqrt(clampUnit(cls[cell]!) * clampUnit(obj[cell]!));
    if (score < minScore) continue;
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    const place = (values: Float32Array, at: number): Point => ({ x: (column + values[at]!) * stride, y: (row + values[at + 1]!) * stride });
    const centre = place(bbox, cell * 4);
    const [width, height] = [Math.exp(bbox[cell * 4 + 2]!) * stride, Math.exp(bbox[cell * 4 + 3]!) * stride];
    const point = (index: number): Point => place(kps, cell * 10 + index * 2);
    faces.push({
      box: { x: centre.x - width / 2, y: centre.y - height / 2, width, height },
      landmarks: { rightEye: point(0), leftEye: point(1), nose: point(2), rightMouth: point(3), leftMouth: point(4) },
      score,
    });
  }
  return faces;
}

function clampUnit(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}
