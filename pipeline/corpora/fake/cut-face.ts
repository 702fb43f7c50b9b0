import sharp, { type Sharp } from 'sharp';
import type { Place } from '../../../datasets/drawn/draw-person.ts';
import type { CropFolder, FakeClip } from './fake-plan.ts';

/** Pixels between the pupils of a drawn person at scale 1. */
const PUPILS = 124;
/** Side of an aligned crop in pixels. */
export const ALIGNED = 112;
/** In an aligned crop the pupils lie 35.2 of 112 pixels apart and 51.6 below the top, as the usual five-point template has them. */
const ALIGNED_CUT = { side: (PUPILS * ALIGNED) / 35.2, above: 51.6 / ALIGNED };
/** A loose crop holds the whole head with some wall around it. */
const LOOSE_CUT = { side: 500, above: 0.5 };

/** Returns a cut of the face of the person at `place`, still to be written as a file or as raw RGB; aligned crops are 112 × 112, loose ones as large as they come. */
export function cutFace(picture: Buffer, clip: FakeClip, { place, cut }: { readonly place: Place; readonly cut: CropFolder['cut'] }): Sharp {
  const { side, above } = cut === 'aligned' ? ALIGNED_CUT : LOOSE_CUT;
  const box = clampBox(place.x - (side * place.scale) / 2, place.y - above * side * place.scale, side * place.scale, clip);
  const face = sharp(picture, { raw: { width: clip.width, height: clip.height, channels: 3 } }).extract(box);
  return cut === 'aligned' ? face.resize(ALIGNED, ALIGNED, { fit: 'fill' }) : face;
}

function clampBox(x: number, y: number, size: number, { width, height }: FakeClip) {
  const side = Math.round(Math.min(size, width, height));
  const within = (at: number, length: number) => Math.round(Math.min(Math.max(0, at), length - side));
  return { left: within(x, width), top: within(y, height), width: side, height: side };
}
