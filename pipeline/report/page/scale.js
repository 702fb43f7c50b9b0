// @ts-check
/** @typedef {{ start: number, end: number, width: number }} Scale the span of time in view, in seconds, and its width in CSS pixels */

/** Returns the position of a time in pixels. @param {Scale} scale @param {number} time */
export function toX({ start, end, width }, time) {
  return ((time - start) / (end - start)) * width;
}

/** Returns the time at a position. @param {Scale} scale @param {number} x */
export function toTime({ start, end, width }, x) {
  return start + (x / width) * (end - start);
}

/** Returns the span `factor` times as long around `centre`, inside the clip. @param {Scale} scale @param {{ factor: number, centre: number, duration: number }} zoom @returns {Scale} */
export function zoomed({ start, end, width }, { factor, centre, duration }) {
  const length = Math.min(duration, Math.max(Math.min(0.5, duration), (end - start) * factor));
  const share = (centre - start) / (end - start);
  const first = Math.min(duration - length, Math.max(0, centre - share * length));
  return { start: first, end: first + length, width };
}

/** Returns the times of the marks of the axis: round, and at least 90 pixels apart. @param {Scale} scale */
export function marks({ start, end, width }) {
  const steps = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
  const step = steps.find((each) => (each / (end - start)) * width >= 90) ?? 7200;
  const first = Math.ceil(start / step - 1e-9);
  const count = Math.floor(end / step + 1e-9) - first + 1;
  return { step, times: Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step) };
}

/**
 * Returns what each pixel column of a track shows, so that hours are drawn as fast as seconds: the most frequent expression, the mean of
 * each probability, the smallest and largest valence and arousal.
 *
 * @param {import('./decode.js').Person} person
 * @param {Scale} scale
 */
export function toColumns(person, scale) {
  const width = Math.ceil(scale.width);
  const columns = {
    expression: new Uint8Array(width).fill(255),
    doubt: new Uint8Array(width),
    probabilities: new Float32Array(width * 8),
    low: [new Float32Array(width).fill(Number.NaN), new Float32Array(width).fill(Number.NaN)],
    high: [new Float32Array(width).fill(Number.NaN), new Float32Array(width).fill(Number.NaN)],
  };
  let first = 0;
  for (let x = 0; x < width; x++) {
    const [from, to] = [toTime(scale, x), toTime(scale, x + 1)];
    while (first < person.starts.length && person.ends[first] <= from) first++;
    let last = first;
    while (last < person.starts.length && person.starts[last] < to) last++;
    if (last > first) fillColumn(columns, person, { x, first, last });
  }
  return columns;
}

/** @param {ReturnType<typeof toColumns>} columns @param {import('./decode.js').Person} person @param {{ x: number, first: number, last: number }} column */
function fillColumn(columns, person, { x, first, last }) {
  const counts = new Uint32Array(256);
  for (let sighting = first; sighting < last; sighting++) {
    const expression = person.expressions[sighting];
    counts[expression] += 1;
    if (expression === 255) columns.doubt[x] = person.doubts[sighting];
    if (columns.expression[x] === 255 || counts[expression] > counts[columns.expression[x]]) columns.expression[x] = expression;
    for (let each = 0; each < 8; each++) {
      const value = person.probabilities[sighting * 8 + each];
      if (value !== 255) columns.probabilities[x * 8 + each] += value / 250 / (last - first);
    }
    for (const axis of [0, 1]) {
      const raw = person.affect[sighting * 2 + axis];
      if (raw === -32768) continue;
      const [low, high] = [columns.low[axis][x], columns.high[axis][x]];
      columns.low[axis][x] = Number.isNaN(low) ? raw / 30000 : Math.min(low, raw / 30000);
      columns.high[axis][x] = Number.isNaN(high) ? raw / 30000 : Math.max(high, raw / 30000);
    }
  }
}
