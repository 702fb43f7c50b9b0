import type { FrameAnswer } from '../clip.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { BuiltClip } from './tables/clip-builder.ts';
import type { RowPlan } from './tables/row-plan.ts';

/**
 * Returns the labels of every frame of a clip, up to the last one that has a row. A frame that lacks one of valence and arousal lacks both, and one that lacks a unit lacks all.
 */
export function toFrameAnswer({ frames, values }: BuiltClip, { places, slots }: RowPlan, { units = [] }: Protocol): FrameAnswer {
  const length = frames.at(-1) ?? 0;
  const at = (row: number, place: number) => values[row * slots.length + place]!;
  const reals = (place: number, other: number | undefined) => {
    const column = new Float32Array(length).fill(NaN);
    frames.forEach((frame, row) => (column[frame - 1] = other !== undefined && Number.isNaN(at(row, other)) ? NaN : at(row, place)));
    return column;
  };
  const codes = (place: number) => {
    const column = new Int8Array(length).fill(-1);
    frames.forEach((frame, row) => (column[frame - 1] = at(row, place)));
    return column;
  };
  const rows = (place: number) => {
    const table = new Int8Array(length * units.length).fill(-1);
    frames.forEach((frame, row) => {
      const found = values.subarray(row * slots.length + place, row * slots.length + place + units.length);
      if (!found.includes(-1)) table.set(found, (frame - 1) * units.length);
    });
    return table;
  };
  return {
    length,
    ...(places.expression !== undefined && { expression: codes(places.expression) }),
    ...(places.valence !== undefined && { valence: reals(places.valence, places.arousal) }),
    ...(places.arousal !== undefined && { arousal: reals(places.arousal, places.valence) }),
    ...(places.units !== undefined && { units: rows(places.units) }),
  };
}
