import type { FaceCrops } from '../../../extractors/visual/expression/face-crops.ts';

/** One value of a crop. */
export type Pixel = (channel: number, y: number, x: number) => number;

/** The values of one crop, by place. */
export interface CropPixels {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly at: Pixel;
}

/** Returns the values of a crop as the net is given them; `data` is read whenever a place is asked for. */
export function cropPixels(data: Float32Array, { width, height, channels, format }: FaceCrops): CropPixels {
  const place = placeIn({ channels, height, width }, format.layout);
  return { channels, height, width, at: (channel, y, x) => data[place(channel, y, x)]! };
}

/** Writes a crop anew, each value as `pixel` has it. */
export function drawCrop(data: Float32Array, { channels, height, width }: Omit<CropPixels, 'at'>, layout: FaceCrops['format']['layout'], pixel: Pixel): void {
  const place = placeIn({ channels, height, width }, layout);
  for (let channel = 0; channel < channels; channel++) for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[place(channel, y, x)] = pixel(channel, y, x);
}

function placeIn({ channels, height, width }: Omit<CropPixels, 'at'>, layout: FaceCrops['format']['layout']): Pixel {
  if (layout === 'NCHW') return (channel, y, x) => (channel * height + y) * width + x;
  return (channel, y, x) => (y * width + x) * channels + channel;
}
