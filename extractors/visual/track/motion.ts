import type { Box } from '../face.ts';

/** How a face moves over the picture. */
export interface Motion {
  /** Seconds, of the last sighting. */
  readonly time: number;
  /** Centre in pixels, at `time`. */
  readonly x: number;
  readonly y: number;
  /** Geometric mean of width and height in pixels, at `time`. */
  readonly size: number;
  /** Pixels per second, smoothed. */
  readonly vx: number;
  readonly vy: number;
}

/** Seconds after which a jump in speed is believed by 63 %: detectors jitter by some pixels from frame to frame. */
const TRUST = 0.15;
/** Seconds for which a face goes on about as it went; nobody walks straight on for ever. */
const PERSISTENCE = 1;

/** Returns the motion of a face that is seen for the first time: at rest. */
export function startMotion(box: Box, time: number): Motion {
  return { time, ...toCentre(box), vx: 0, vy: 0 };
}

/** Returns the motion after a new sighting. The speed is an exponential mean over time, so the sampling rate does not matter. */
export function continueMotion(motion: Motion, box: Box, time: number): Motion {
  const { x, y, size } = toCentre(box);
  const elapsed = time - motion.time;
  if (elapsed <= 0) return { ...motion, x, y, size };
  const weight = 1 - Math.exp(-elapsed / TRUST);
  const vx = motion.vx + weight * ((x - motion.x) / elapsed - motion.vx);
  const vy = motion.vy + weight * ((y - motion.y) / elapsed - motion.vy);
  return { time, x, y, size, vx, vy };
}

/**
 * Returns how far `box` at `time` is from where the face was to be expected, in units of what is possible in that time:
 * 0 is exactly there, 1 the limit, `Infinity` beyond it in place or in size.
 */
export function deviation(motion: Motion, box: Box, time: number): number {
  const { x, y, size } = toCentre(box);
  const gap = time - motion.time;
  const reach = PERSISTENCE * (1 - Math.exp(-gap / PERSISTENCE));
  const distance = Math.hypot(x - motion.x - motion.vx * reach, y - motion.y - motion.vy * reach) / Math.sqrt(size * motion.size);
  const growth = Math.abs(Math.log(size / motion.size));
  // In face sizes: 17 a second from frame to frame at 25 fps, one in a fifth of a second, never more than one and a half
  const place = distance / Math.min(1.5, 0.6 + 2 * gap);
  const scale = growth / Math.log(Math.min(2, 1.5 + gap));
  return place > 1 || scale > 1 ? Infinity : 0.7 * place + 0.3 * scale;
}

function toCentre({ x, y, width, height }: Box): { x: number; y: number; size: number } {
  return { x: x + width / 2, y: y + height / 2, size: Math.sqrt(width * height) };
}
