import type { NameSample, RowSample } from './sample.ts';

/** Returns the rows that a list of videos stands for when each has `lengths` frames; a video of unknown length has none. */
export function rowsOfNames({ path, names }: NameSample, lengths: ReadonlyMap<string, number>): RowSample {
  const locations: string[] = [];
  const clipOf: number[] = [];
  const frameOf: number[] = [];
  names.forEach((name, index) => {
    for (let frame = 1; frame <= (lengths.get(name) ?? 0); frame++) {
      locations.push(toLocation(name, frame));
      clipOf.push(index);
      frameOf.push(frame);
    }
  });
  return { kind: 'rows', path, firstLine: 1, clips: names, locations, clipOf: Int32Array.from(clipOf), frameOf: Int32Array.from(frameOf) };
}

/** Returns the first cell of a row as the organisers write it: `video/00001.jpg`. */
export function toLocation(clip: string, frame: number): string {
  return `${clip}/${String(frame).padStart(5, '0')}.jpg`;
}
