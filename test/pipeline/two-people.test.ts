import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Actor, DrawnClip } from '../../datasets/drawn/drawn-clip.ts';
import { lookFromSeed } from '../../datasets/drawn/look-from-seed.ts';
import { makeClip } from '../../datasets/drawn/make-clip.ts';
import { planPerformance } from '../../datasets/drawn/performance.ts';

const program = join(import.meta.dirname, '..', '..', 'bin', 'affekt.js');
/** Seconds in which the person on the right is out of the picture: longer than `face.maxGap`, so only the look of the face tells who comes back. */
const AWAY = { start: 0.5, end: 3.5 } as const;

interface Sighting {
  readonly time: number;
  readonly person: number;
  readonly x: number;
}

let sightings: readonly Sighting[] = [];

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'affekt-two-'));
  const path = join(folder, 'two.mp4');
  const clip: DrawnClip = { width: 400, height: 226, fps: 10, duration: 4, wall: ['#a9b6c1', '#6d7983'], actors: [actor(1, 104), actor(2, 296, [AWAY])] };
  await makeClip(path, clip);
  const env = { ...process.env, AFFEKT_MODELS: join(folder, 'models'), AFFEKT_MODEL_MIRROR: '' };
  execFileSync(process.execPath, [program, 'analyze', path, '--out', folder, '--no-report', '--device', 'cpu', '--quiet'], { env, stdio: 'pipe' });
  sightings = readSightings(join(folder, 'two', 'frames.csv'));
}, 120_000);

test('each of two people keeps one id, also the one who leaves for three seconds and comes back', () => {
  const idsAt = (right: boolean) => [...new Set(sightings.filter(({ x }) => x > 200 === right).map(({ person }) => person))];
  expect([idsAt(false).length, idsAt(true).length]).toEqual([1, 1]);
  expect(new Set(sightings.map(({ person }) => person))).toEqual(new Set([0, 1]));
});

test('both are seen whenever they are there, and nobody while they are away', () => {
  const times = (right: boolean) => sightings.filter(({ x }) => x > 200 === right).map(({ time }) => time);
  expect(times(false)).toHaveLength(40);
  expect(times(true)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 3.5, 3.6, 3.7, 3.8, 3.9]);
});

function actor(seed: number, x: number, away: Actor['away'] = []): Actor {
  const performance = planPerformance([{ start: 0, end: 4, expression: 'neutral' }], seed, { speaks: false });
  return { look: lookFromSeed(seed), performance, place: { x, y: 100, scale: 0.34 }, seed, away };
}

function readSightings(path: string): Sighting[] {
  const [head, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => line.split(','));
  const at = (row: readonly string[], name: string) => Number(row[head!.indexOf(name)]);
  return rows.filter((row) => row[2] === 'analysed').map((row) => ({ time: at(row, 'time'), person: at(row, 'person'), x: at(row, 'box_x') + at(row, 'box_width') / 2 }));
}
