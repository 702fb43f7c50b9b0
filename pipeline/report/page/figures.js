// @ts-check
/** Returns the probability of an expression in a sighting; NaN when unknown. @param {import('./decode.js').Person} person @param {number} sighting @param {number} expression */
export function probabilityOf(person, sighting, expression) {
  const value = person.probabilities[sighting * 8 + expression];
  return value === 255 ? Number.NaN : value / 250;
}

/** Returns valence (0) or arousal (1) of a sighting; NaN when unknown. @param {import('./decode.js').Person} person @param {number} sighting @param {0 | 1} axis */
export function affectOf(person, sighting, axis) {
  const value = person.affect[sighting * 2 + axis];
  return value === -32768 ? Number.NaN : value / 30000;
}

/** Returns the expression of a sighting in a word, or why it has none. @param {import('./decode.js').Clip} clip @param {import('./decode.js').Person} person @param {number} sighting */
export function wordOf(clip, person, sighting) {
  return clip.expressions[person.expressions[sighting]] ?? doubtOf(clip, person.doubts[sighting]) ?? 'no verdict';
}

/** Returns why a face has no verdict, in words; nothing where it has one. @param {import('./decode.js').Clip} clip @param {number} code as in `doubts` of a person */
export function doubtOf(clip, code) {
  return code > 0 ? `uncertain: ${clip.doubts[code - 1]}` : undefined;
}

/** Returns an element. @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} children @returns {HTMLElement} */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
