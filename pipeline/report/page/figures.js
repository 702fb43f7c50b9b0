// @ts-check
/** Returns `1:05.2`. @param {number} seconds @param {number} [digits] */
export function clockText(seconds, digits = 1) {
  const unit = 10 ** digits;
  const ticks = Math.round(Math.max(0, seconds) * unit);
  const [hours, minutes] = [Math.floor(ticks / unit / 3600), Math.floor(ticks / unit / 60) % 60];
  const rest = ((ticks % (60 * unit)) / unit).toFixed(digits).padStart(digits > 0 ? 3 + digits : 2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** Returns `46 %`, with a space that does not break. @param {number} share */
export function shareText(share) {
  return share > 0 && share < 0.005 ? '<\u00a01\u00a0%' : `${Math.round(share * 100)}\u00a0%`;
}

/** Returns `+0.31`. @param {number} value */
export function signedText(value) {
  if (Number.isNaN(value)) return '–';
  const text = Math.abs(value).toFixed(2);
  return text === '0.00' ? text : `${value < 0 ? '−' : '+'}${text}`;
}

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

/** Returns an element. @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} children @returns {HTMLElement} */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
