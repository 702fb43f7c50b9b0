import { STEP } from './regular-series.ts';
import type { SpeakerTrack } from './speaker-track.ts';

/** Returns the probability, in [0, 1], that `person` makes the sound at `time` (seconds); `undefined` where it is not known. */
export function speakingAt({ people }: SpeakerTrack, person: number, time: number): number | undefined {
  const series = people.get(person);
  if (series === undefined) return undefined;
  const step = Math.round(time / STEP) - series.first;
  if (step < -1 || step > series.values.length) return undefined;
  const value = series.values[Math.min(series.values.length - 1, Math.max(0, step))]; // The first and the last sighting lie between steps
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
