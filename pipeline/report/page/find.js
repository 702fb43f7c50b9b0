// @ts-check
/** How far a player's time may lie before the frame it shows: rounding of a copy's time base. */
const TOLERANCE = 0.002;

/** Returns the position of the last of `times` that is not after `time`; −1 before the first. @param {Float64Array} times @param {number} time */
export function lastAt(times, time) {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Returns the frame that is shown at `time`. @param {Float64Array} times @param {number} time */
export function frameAt(times, time) {
  return Math.max(0, lastAt(times, time + TOLERANCE));
}

/** Returns the first frame of a span: the one that is shown when it begins, unless that one began before it and another lies in it. @param {Float64Array} times @param {number} start @param {number} end */
export function firstFrameOf(times, start, end) {
  const frame = frameAt(times, start);
  const next = times[frame + 1];
  return times[frame] < start - TOLERANCE && next !== undefined && next < end ? frame + 1 : frame;
}

/** Returns the position of the sighting that holds at `time`, or −1 when the person is not seen. @param {import('./decode.js').Person} person @param {number} time */
export function sightingAt(person, time) {
  const index = lastAt(person.starts, time + TOLERANCE);
  return index >= 0 && time + TOLERANCE < person.ends[index] ? index : -1;
}

/** Returns who speaks at `time`; `undefined` where that is not known. @param {import('./decode.js').PageData['speakers']} speakers @param {number} time */
export function speakerAt(speakers, time) {
  return speakers.find(({ start, end }) => start <= time && time < end)?.person;
}

/** Returns the window of sound at `time`. @param {import('./decode.js').PageData['voice']} voice @param {number} time */
export function voiceAt(voice, time) {
  let [low, high] = [0, voice.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (voice[middle].end <= time) low = middle + 1;
    else high = middle;
  }
  return voice[low] && voice[low].start <= time ? voice[low] : undefined;
}
