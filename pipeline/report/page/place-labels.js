// @ts-check
/** @typedef {{ x: number, y: number, w: number, h: number }} Box pixels of the canvas */
/** @typedef {{ left: number, top: number, whole: boolean }} Place where a label goes, and whether its word has room */

/** Height of a label, in pixels. */
export const LABEL_HEIGHT = 22;

/**
 * Returns a place for the label of each box: above it, below it or inside it, where it covers neither labels before it nor other boxes. Where
 * people stand too close for that, only the badge is shown.
 *
 * @param {readonly Box[]} boxes
 * @param {readonly { badge: number, text: number }[]} labels widths of badge and word
 * @param {{ width: number, height: number }} canvas
 * @returns {Place[]}
 */
export function placeLabels(boxes, labels, { width, height }) {
  /** @type {Box[]} */
  const taken = [];
  return boxes.map((box, index) => {
    const others = boxes.filter((other) => other !== box);
    const tried = [true, false].flatMap((whole) => {
      const w = labels[index].badge + (whole ? labels[index].text : 0);
      const tops = [box.y - LABEL_HEIGHT - 6, box.y + box.h + 6, box.y + 4];
      return [box.x, box.x + box.w - w].flatMap((left) => tops.map((top) => ({ whole, x: inside(left, w, width), y: inside(top, LABEL_HEIGHT, height), w, h: LABEL_HEIGHT })));
    });
    const costs = tried.map((place) => sum(taken, place) * 3 + sum(others, place));
    const best = costs.findIndex((cost) => cost === 0);
    const { x, y, w, h, whole } = tried[best < 0 ? costs.indexOf(Math.min(...costs)) : best];
    taken.push({ x, y, w, h });
    return { left: x, top: y, whole };
  });
}

/** @param {number} at @param {number} length @param {number} limit */
function inside(at, length, limit) {
  return Math.max(2, Math.min(at, limit - length - 2));
}

/** The area of a place that boxes cover. @param {readonly Box[]} boxes @param {Box} place */
function sum(boxes, { x, y, w, h }) {
  return boxes.reduce((total, box) => total + Math.max(0, Math.min(x + w, box.x + box.w) - Math.max(x, box.x)) * Math.max(0, Math.min(y + h, box.y + box.h) - Math.max(y, box.y)), 0);
}
