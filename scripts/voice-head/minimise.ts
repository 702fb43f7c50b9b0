/** Writes the gradient at `point` into `gradient` and returns the value. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

const MEMORY = 10;
const STEPS = 300;
const TOLERANCE = 1e-5;

/** Returns the minimum of a smooth convex function by L-BFGS with backtracking (Nocedal & Wright 2006, algorithms 7.4 and 7.5). */
export function minimise(objective: Objective, start: Float64Array): Float64Array {
  let point = start;
  let gradient = new Float64Array(start.length);
  let value = objective(point, gradient);
  const history: { s: Float64Array; y: Float64Array }[] = [];
  for (let step = 0; step < STEPS && Math.sqrt(dot(gradient, gradient)) > TOLERANCE * Math.max(1, Math.abs(value)); step++) {
    const direction = towards(gradient, history);
    const slope = dot(direction, gradient);
    let length = history.length === 0 ? 1 / Math.sqrt(-slope) : 1;
    let nextGradient = new Float64Array(start.length);
    let next = advance(point, direction, length);
    let nextValue = objective(next, nextGradient);
    for (let tries = 0; nextValue > value + 1e-4 * length * slope && tries < 40; tries++) {
      length /= 2;
      next = advance(point, direction, length);
      nextGradient = new Float64Array(start.length);
      nextValue = objective(next, nextGradient);
    }
    history.push({ s: advance(next, point, -1), y: advance(nextGradient, gradient, -1) });
    if (history.length > MEMORY) history.shift();
    [point, gradient, value] = [next, nextGradient, nextValue];
  }
  return point;
}

function towards(gradient: Float64Array, history: readonly { s: Float64Array; y: Float64Array }[]): Float64Array {
  let q = gradient.map((value) => -value);
  const steps = history.toReversed().map(({ s, y }) => {
    const share = dot(s, q) / dot(s, y);
    q = advance(q, y, -share);
    return { s, y, share };
  });
  const newest = history.at(-1);
  if (newest) q = q.map((value) => (value * dot(newest.s, newest.y)) / dot(newest.y, newest.y));
  for (const { s, y, share } of steps.reverse()) q = advance(q, s, share - dot(y, q) / dot(s, y));
  return q;
}

function advance(point: Float64Array, direction: Float64Array, length: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(point, (value, i) => value + length * direction[i]!);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
