import { ModelError } from '../../../runtime/model-error.ts';
import type { LoadedModel } from '../../models/loaded-model.ts';

/** How a net wants its pixels: `(value / scale − mean) / std` per channel, value in 0..255. */
export interface PixelFormat {
  readonly layout: 'NCHW' | 'NHWC';
  readonly channels: 'RGB' | 'BGR' | 'gray';
  readonly scale: number;
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** Returns the pixel format that the model's card states. Throws `ModelError` when the card leaves a part out. */
export function toPixelFormat({ id, card }: LoadedModel): PixelFormat {
  const { layout, channels, scale, mean, std } = card.input;
  if (layout !== 'NCHW' && layout !== 'NHWC') throw lacks(id, `layout "${layout}" is not one of pictures`);
  if (!channels || !scale || !mean || !std) throw lacks(id, 'its card lacks channels, scale, mean or std');
  const count = channels === 'gray' ? 1 : 3;
  if (mean.length !== count || std.length !== count) throw lacks(id, `its card gives ${mean.length} means for ${count} channels`);
  return { layout, channels, scale, mean, std };
}

function lacks(model: string, detail: string): ModelError {
  return new ModelError('BAD_INPUT', { model, detail });
}

/** Returns the fixed picture size `[height, width]` of the model's card. Throws `ModelError` when it has none. */
export function toPixelSize({ id, card }: LoadedModel): readonly [number, number] {
  const { size } = card.input;
  if (size === undefined || size === 'dynamic') throw lacks(id, 'its card gives no fixed picture size');
  return size;
}
