import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** More points hide each other. */
const MAX_POINTS = 3000;

/**
 * Resolves with valence and arousal of the rows of a table of predictions, where these are its last two columns; of a long table with
 * every second, fourth, … row. Empty when there is no such table or column.
 */
export async function readAffect(path: string): Promise<(readonly [number, number])[]> {
  if (!existsSync(path)) return [];
  let points: (readonly [number, number])[] = [];
  let [row, stride] = [-1, 1];
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  for await (const line of lines) {
    if (row === -1 && !line.endsWith(',valence,arousal')) return [];
    const point = row >= 0 && row % stride === 0 ? toPoint(line) : undefined;
    if (point !== undefined) points.push(point);
    row += 1;
    if (points.length <= MAX_POINTS) continue;
    points = points.filter((_, index) => index % 2 === 0);
    stride *= 2;
  }
  return points;
}

/** Nothing of a line that ends inside a quoted name. */
function toPoint(line: string): readonly [number, number] | undefined {
  const [valence, arousal] = line.split(',').slice(-2).map((text) => (text === '' ? NaN : Number(text)));
  return Number.isFinite(valence) && Number.isFinite(arousal) ? [valence!, arousal!] : undefined;
}
