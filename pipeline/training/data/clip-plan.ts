import { regularTimeline } from '../../../fusion/align/timeline.ts';
import { makeWindows } from '../../../datasets/folds/make-windows.ts';
import { rateOf } from './rate-of.ts';
import type { ClipTruth } from './clip-truth.ts';
import type { Preparation } from './preparation.ts';
import type { ScannedClip } from './scan-features.ts';

/**
 * Rows of a clip's timeline that make an example; `end` is not among them. `from` and `to` are their times: whatever lies before the first
 * or after the last row of a clip belongs to it, but not what lies outside of labels by frame.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** How one clip is cut into examples. */
export interface ClipPlan {
  readonly truth: ClipTruth;
  readonly scanned: ScannedClip;
  /** Shape `[T]`, seconds. */
  readonly timeline: Float64Array;
  readonly spans: readonly Span[];
}

/** Returns how a clip is cut. Windows have at most `mostRows` rows, and a clip that has more is cut even where no windows are asked for. */
export function planClip(preparation: Preparation, truth: ClipTruth, { scanned, mostRows = Infinity }: { scanned: ScannedClip; mostRows?: number | undefined }): ClipPlan {
  const timeline = timelineOf(preparation, truth, scanned);
  const spans = windowsOf(preparation, timeline, mostRows).map(({ start, end }) => ({
    start,
    end,
    from: start === 0 && truth.times === undefined ? -Infinity : timeline[start]!,
    to: timeline[end] ?? (truth.times === undefined ? Infinity : timeline.at(-1)! + 1 / (preparation.labelRate ?? 1)),
  }));
  return { truth, scanned, timeline, spans };
}

function windowsOf({ windows }: Preparation, timeline: Float64Array, mostRows: number): { start: number; end: number }[] {
  const rate = rateOf(timeline) ?? 1;
  const rows = (seconds: number) => Math.max(1, Math.round(seconds * rate));
  if (windows === null && timeline.length <= mostRows) return [{ start: 0, end: timeline.length }];
  const size = Math.min(mostRows, windows === null ? Infinity : rows(windows.size));
  return makeWindows(timeline.length, { size, hop: Math.min(size, windows === null ? Math.ceil(size / 2) : rows(windows.hop)) });
}

function timelineOf({ way, output, alignment, modalities, labelRate }: Preparation, { times }: ClipTruth, scanned: ScannedClip): Float64Array {
  if (times !== undefined) return times;
  const onto = alignment.onto === null ? undefined : modalities[alignment.onto];
  const own = way === 'timeline' && alignment.onto !== null ? scanned.tracks[alignment.onto] : undefined;
  if (own !== undefined) return own.times;
  const ontoRate = way === 'learned' || way === 'timeline' ? (onto?.rate ?? null) : null;
  const regular = regularTimeline((output === 'frame' ? labelRate : ontoRate) ?? alignment.rate, endOf(scanned, modalities)).times;
  return regular.length === 0 ? Float64Array.of(0) : regular;
}

/** The end of the last row of any modality, in seconds; 0 where no modality has times. */
function endOf({ tracks }: ScannedClip, modalities: Preparation['modalities']): number {
  const ends = Object.entries(tracks).map(([name, { times }]) => {
    const { level, rate } = modalities[name]!;
    return level === 'utterance' ? 0 : times.at(-1)! + 1 / (rate ?? 1);
  });
  return Math.max(0, ...ends);
}
