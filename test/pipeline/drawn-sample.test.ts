import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { makeSample } from '../../datasets/drawn/make-sample.ts';
import { sampleScript } from '../../datasets/drawn/script.ts';
import { openModel } from '../../extractors/models/open-model.ts';
import { openModelStore } from '../../extractors/models/store/open-model-store.ts';
import { openDetector } from '../../extractors/visual/detect/open-detector.ts';
import { openExpressionReader } from '../../extractors/visual/expression/card-reader.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';

const SIZE = { width: 640, height: 480 } as const;
/** Every fifth picture of the sample is looked at. */
const FPS = 5;
const WORDS = { angry: 'anger', disgust: 'disgust', fear: 'fear', happy: 'happiness', sad: 'sadness', surprise: 'surprise', neutral: 'neutral' } as const;

interface Seen {
  readonly time: number;
  /** By expression; absent where no face was found. */
  readonly probabilities?: Readonly<Record<string, number>>;
}

let seen: readonly Seen[] = [];

beforeAll(async () => {
  seen = await watchSample();
}, 240_000);

test('the embedded detector finds the drawn face in at least 95 % of the pictures', () => {
  expect(seen).toHaveLength(14 * FPS);
  expect(seen.filter(({ probabilities }) => probabilities !== undefined).length / seen.length).toBeGreaterThanOrEqual(0.95);
});

test.each(sampleScript)('from $start s to $end s the curve of $expression is higher than in any other segment', ({ expression }) => {
  const means = sampleScript.map((segment) => ({ of: segment.expression, mean: mean(middle(segment), expression) }));
  expect(means.toSorted((a, b) => b.mean - a.mean)[0]!.of).toBe(expression);
});

test.each(sampleScript)('from $start s to $end s most pictures are read as $expression', (segment) => {
  const faces = middle(segment);
  const right = faces.filter((probabilities) => Object.entries(probabilities).every(([name, value]) => name === segment.expression || value < probabilities[segment.expression]!));
  expect(right.length / faces.length).toBeGreaterThanOrEqual(0.6);
});

/** Readings of a segment, without the part in which expressions blend. */
function middle({ start, end }: { readonly start: number; readonly end: number }): readonly Readonly<Record<string, number>>[] {
  return seen.flatMap(({ time, probabilities }) => (probabilities !== undefined && time >= start + 0.4 && time <= end - 0.4 ? [probabilities] : []));
}

function mean(readings: readonly Readonly<Record<string, number>>[], expression: string): number {
  return readings.reduce((sum, reading) => sum + reading[expression]!, 0) / readings.length;
}

async function watchSample(): Promise<Seen[]> {
  const folder = mkdtempSync(join(tmpdir(), 'drawn-sample-'));
  const path = join(folder, 'sample.mp4');
  await makeSample(path, SIZE);
  await using runtime = await openRuntime({ device: 'cpu' });
  const store = openModelStore({ folder: join(folder, 'models'), mirrors: [], offline: true });
  await using detector = openDetector(await openModel('human-blazeface', { store, runtime }));
  await using reader = openExpressionReader(await openModel('human-emotion', { store, runtime }));
  const found: Seen[] = [];
  for (const [index, image] of pictures(path).entries()) {
    const face = (await detector.detect([image]))[0]![0];
    const [reading] = face === undefined ? [] : await reader.read([{ image, face }]);
    const named = reading && Object.fromEntries(reader.labels.map((label, at) => [WORDS[label as keyof typeof WORDS], reading.probabilities[at]!]));
    found.push({ time: index / FPS, ...(named && { probabilities: named }) });
  }
  return found;
}

function pictures(path: string) {
  const raw = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-vf', `select=not(mod(n\\,${25 / FPS}))`, '-vsync', 'vfr', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'], { maxBuffer: 2 ** 30 });
  const bytes = SIZE.width * SIZE.height * 3;
  return Array.from({ length: raw.length / bytes }, (_, index) => ({ ...SIZE, pixels: new Uint8Array(raw.subarray(index * bytes, (index + 1) * bytes)) }));
}
