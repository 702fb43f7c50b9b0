import type { ClipRandom } from './clip-random.ts';

/** What a gate let through. */
export interface Gated {
  /** New buffer, of the shape of the sound. */
  readonly samples: Int16Array;
  /** Seconds `[from, to]` that are silent, in order; neighbours are one. */
  readonly silent: readonly (readonly [number, number])[];
}

/** Returns the sound with stretches of `seconds` made silent, each with probability `share`. @param rate Hz */
export function silenceStretches(random: ClipRandom, sound: Int16Array, { share, seconds, rate }: { readonly share: number; readonly seconds: number; readonly rate: number }): Gated {
  const samples = sound.slice();
  const silent: [number, number][] = [];
  const step = Math.max(1, Math.round(seconds * rate));
  for (let from = 0; from < samples.length; from += step) {
    if (random.uniform() >= share) continue;
    const to = Math.min(samples.length, from + step);
    samples.fill(0, from, to);
    if (silent.at(-1)?.[1] === from / rate) silent.at(-1)![1] = to / rate;
    else silent.push([from / rate, to / rate]);
  }
  return { samples, silent };
}
