import type { ClipPlan } from './clip-plan.ts';
import type { FeatureSet } from './feature-set.ts';
import { prepareTracks } from './prepare-tracks.ts';
import type { Preparation } from './preparation.ts';
import type { Track } from './track.ts';

/** Resolves with the prepared features of one clip, by modality. */
export type ReadClip = (plan: ClipPlan) => Promise<Readonly<Record<string, Track>>>;

/** What a reader of clips needs. */
export interface ClipReaderOptions {
  readonly features: Pick<FeatureSet, 'read'>;
  readonly preparation: Preparation;
  /** Rows that MERBench pads a clip to, by modality. */
  readonly longestFor: (plan: ClipPlan) => Readonly<Record<string, number>> | undefined;
  /** How much may be kept. */
  readonly bytes: number;
}

/**
 * Returns a reader that keeps what it has read, up to `bytes`, and reads the rest again each time; what it gives is the same either way.
 * A clip that is asked for several times at once is read once.
 */
export function openClipReader({ features, preparation, longestFor, bytes }: ClipReaderOptions): ReadClip {
  const kept = new Map<string, Readonly<Record<string, Track>>>();
  const underway = new Map<string, ReturnType<ReadClip>>();
  let free = bytes;
  const load = async (plan: ClipPlan) => {
    const { clip } = plan.truth;
    const tracks = prepareTracks(preparation, await features.read(clip), { timeline: plan.timeline, longest: longestFor(plan) });
    const size = bytesOf(tracks);
    if (size <= free) {
      free -= size;
      kept.set(clip, tracks);
    }
    return tracks;
  };
  return (plan) => {
    const { clip } = plan.truth;
    const there = kept.get(clip);
    if (there !== undefined) return Promise.resolve(there);
    const reading = underway.get(clip) ?? load(plan).finally(() => underway.delete(clip));
    underway.set(clip, reading);
    return reading;
  };
}

function bytesOf(tracks: Readonly<Record<string, Track>>): number {
  return Object.values(tracks).reduce((sum, { values, times, valid }) => sum + values.byteLength + times.byteLength + (valid?.byteLength ?? 0), 0);
}
