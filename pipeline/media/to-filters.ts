import type { VideoFacts, TimePoint } from './media-facts.ts';
import type { VideoOptions } from './video-options.ts';

/**
 * ffmpeg's filter chain for reading a stream: log all pictures, keep the wanted ones, make them smaller if need be, log the kept ones.
 *
 * Without sampling there is one log, of kept pictures. Scaling is left out where it changes nothing, and keeps ffmpeg's default flags otherwise.
 */
export function toFilters(video: VideoFacts, start: TimePoint, { fps, from, maxSide }: VideoOptions): string {
  const conditions: string[] = [];
  const zero = (start.ticks * start.timeBase[0]) / start.timeBase[1];
  if (fps !== undefined) conditions.push(`(isnan(prev_t)+gt(${toStep('t', zero, fps)}\\,${toStep('prev_t', zero, fps)}))`);
  if (from !== undefined) conditions.push(`gte(t-(${zero})+TB/2\\,${from})`);
  const select = conditions.length === 0 ? [] : ['showinfo@all=checksum=0', `select=${conditions.join('*')}`];
  return [...select, ...toScale(video, maxSide), 'showinfo@kept=checksum=0'].join(',');
}

/** Number of the sampling step that a time stamp lies in. Time stamps are rounded to ticks: half a tick early is in time. */
function toStep(time: string, zero: number, fps: number): string {
  return `floor((${time}-(${zero})+TB/2)*${fps})`;
}

function toScale({ width, height }: VideoFacts, maxSide: number | undefined): string[] {
  const scale = (maxSide ?? Infinity) / Math.max(width, height);
  if (scale >= 1) return [];
  return [`scale=${Math.max(1, Math.round(width * scale))}:${Math.max(1, Math.round(height * scale))}`];
}
