import { toStamp } from './to-stamp.ts';

/** Returns the time of a cue: `00:00:01,000 --> 00:00:02,500`. Below a millisecond it lasts one, since players show nothing shorter. */
export function toSpan({ start, end }: { readonly start: number; readonly end: number }, point: '.' | ','): string {
  const least = (Math.round(start * 1000) + 1) / 1000;
  return `${toStamp(start, point)} --> ${toStamp(Math.max(end, least), point)}`;
}
