import type { Mouth } from '../../fusion/speaking/mouth.ts';
import type { FramePeople } from './person-sighting.ts';

/** Reads all frames, in order, and resolves with the mouth of each person: 16 bytes a sighting. */
export async function collectMouths(frames: AsyncIterable<FramePeople>): Promise<Mouth[]> {
  const mouths = new Map<number, { readonly person: number; readonly times: number[]; readonly openings: number[] }>();
  for await (const { time, people } of frames) {
    for (const { person, mouth } of people) {
      const known = mouths.get(person) ?? { person, times: [], openings: [] };
      mouths.set(person, known);
      known.times.push(time);
      known.openings.push(mouth ?? Number.NaN);
    }
  }
  return [...mouths.values()];
}
