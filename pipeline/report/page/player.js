// @ts-check
import { frameAt } from './find.js';

/** @typedef {{ time: () => number, playing: () => boolean, seek: (time: number) => void, step: (frames: number) => void, toggle: () => void, speed: (rate: number) => void, listen: (listener: () => void) => void }} Player */

/**
 * Returns one clock for the page: that of the media where there are any, else one of its own. `listen` is called whenever time or state change.
 *
 * @param {HTMLMediaElement | null} media
 * @param {{ times: Float64Array, duration: number }} clip
 * @returns {Player}
 */
export function createPlayer(media, { times, duration }) {
  /** @type {(() => void)[]} */
  const listeners = [];
  const tell = () => listeners.forEach((listener) => listener());
  let clock = media ? mediaClock(media, { tell, first: times[0] ?? 0 }) : ownClock(duration, tell);
  media?.addEventListener('error', () => {
    clock = ownClock(duration, tell); // A link that leads nowhere, or a codec this browser has not: the figures can still be read
    tell();
  });
  const seek = (/** @type {number} */ time) => clock.seek(Math.min(duration, Math.max(0, time)));
  const step = (/** @type {number} */ frames) => {
    if (times.length === 0) return seek(clock.time() + frames * 0.04);
    const target = Math.min(times.length - 1, Math.max(0, frameAt(times, clock.time()) + frames));
    seek(insideFrame(times, target));
  };
  return {
    time: () => clock.time(),
    playing: () => clock.playing(),
    toggle: () => clock.toggle(),
    speed: (rate) => clock.speed(rate),
    ...{ seek, step, listen: (listener) => void listeners.push(listener) },
  };
}

/** Returns a time well inside a frame, so that rounding does not show its neighbour. @param {Float64Array} times @param {number} frame */
export function insideFrame(times, frame) {
  const next = times[frame + 1] ?? times[frame] + 0.02;
  return times[frame] + Math.min(0.01, (next - times[frame]) / 2);
}

/**
 * The clock of the media, put right by the first frame that it shows: containers may start at another time than 0.
 *
 * @param {HTMLMediaElement} media
 * @param {{ tell: () => void, first: number }} options first: time of the first frame in the tables
 */
function mediaClock(media, { tell, first }) {
  let [shown, offset, untouched] = [0, 0, true];
  const show = (/** @type {number} */ time) => {
    shown = time;
    tell();
  };
  if (media instanceof HTMLVideoElement && 'requestVideoFrameCallback' in media) {
    const presented = (/** @type {number} */ _now, /** @type {VideoFrameCallbackMetadata} */ { mediaTime }) => {
      if (untouched) offset = mediaTime - first;
      untouched = false;
      show(mediaTime - offset);
      media.requestVideoFrameCallback(presented);
    };
    media.requestVideoFrameCallback(presented);
  } else {
    const poll = () => {
      if (!media.paused) show(media.currentTime);
      requestAnimationFrame(poll);
    };
    poll();
    media.addEventListener('seeked', () => show(media.currentTime));
  }
  for (const event of ['play', 'pause', 'ended']) media.addEventListener(event, tell);
  return {
    time: () => shown,
    playing: () => !media.paused,
    seek: (/** @type {number} */ time) => {
      untouched = false;
      media.currentTime = time + offset;
      show(time);
    },
    toggle: () => void (media.paused ? media.play().catch(tell) : media.pause()),
    speed: (/** @type {number} */ rate) => void (media.playbackRate = rate),
  };
}

/** @param {number} duration @param {() => void} tell */
function ownClock(duration, tell) {
  let [time, rate, playing, before] = [0, 1, false, 0];
  const advance = (/** @type {number} */ now) => {
    if (!playing) return;
    time = Math.min(duration, time + ((now - before) / 1000) * rate);
    before = now;
    playing = time < duration;
    tell();
    requestAnimationFrame(advance);
  };
  return {
    time: () => time,
    playing: () => playing,
    seek: (/** @type {number} */ to) => {
      time = to;
      tell();
    },
    toggle: () => {
      playing = !playing;
      if (time >= duration) time = 0;
      before = performance.now();
      tell();
      requestAnimationFrame(advance);
    },
    speed: (/** @type {number} */ to) => void (rate = to),
  };
}
