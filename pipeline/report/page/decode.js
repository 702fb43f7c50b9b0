// @ts-check
/** @typedef {import('../page-data.ts').PageData} PageData */
/** @typedef {import('../page-data.ts').PackedPerson} PackedPerson */
/**
 * @typedef {object} Person
 * @property {number} id
 * @property {Uint32Array} frames positions in `times` of the clip
 * @property {Float64Array} starts seconds: when each sighting begins
 * @property {Float64Array} ends seconds: when the next frame was looked at, so that sightings touch where nothing is missing
 * @property {Int16Array} boxes x, y, width, height of each
 * @property {Uint8Array} probabilities eight of each, × 250; 255 unknown
 * @property {Int16Array} affect valence and arousal of each, × 30000; −32768 unknown
 * @property {Uint8Array} expressions index of each; 255 unknown
 * @property {Uint8Array} bases bits: 1 face, 2 voice, 4 text, 8 measured
 * @property {Uint8Array} doubts 0 where the face has a verdict, else 1 more than the index in `doubts` of the clip
 */
/** @typedef {PageData & { frameTimes: Float64Array, frameStatus: Uint8Array, examined: Uint32Array, persons: Person[] }} Clip */

/** Returns the bytes of base64 text. @param {string} text */
export function fromBase64(text) {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** Returns the figures of the page, unpacked. @param {PageData} data @returns {Clip} */
export function decode(data) {
  const frameTimes = new Float64Array(fromBase64(data.times).buffer);
  const frameStatus = fromBase64(data.status);
  const examined = Uint32Array.from(frameStatus.keys()).filter((frame) => frameStatus[frame] !== 2);
  const base = { ...data, frameTimes, frameStatus, examined };
  return { ...base, persons: data.people.map((person) => decodePerson(person, base)) };
}

/**
 * @param {PackedPerson} person
 * @param {{ frameTimes: Float64Array, examined: Uint32Array, duration: number }} clip
 * @returns {Person}
 */
function decodePerson(person, { frameTimes, examined, duration }) {
  const frames = new Uint32Array(fromBase64(person.frames).buffer);
  const last = frameTimes.length - 1;
  const over = last > 0 ? Math.min(duration, frameTimes[last] + (frameTimes[last] - frameTimes[0]) / last) : Math.max(duration, 0.04);
  const next = new Map(Array.from(examined, (frame, index) => [frame, examined[index + 1]]));
  const endOf = (/** @type {number} */ frame) => {
    const following = next.get(frame);
    return following === undefined ? Math.max(over, frameTimes[frame] + 0.001) : frameTimes[following];
  };
  return {
    id: person.id,
    frames,
    starts: Float64Array.from(frames, (frame) => frameTimes[frame]),
    ends: Float64Array.from(frames, endOf),
    boxes: new Int16Array(fromBase64(person.boxes).buffer),
    probabilities: fromBase64(person.probabilities),
    affect: new Int16Array(fromBase64(person.affect).buffer),
    expressions: fromBase64(person.expressions),
    bases: fromBase64(person.bases),
    doubts: fromBase64(person.doubts),
  };
}
