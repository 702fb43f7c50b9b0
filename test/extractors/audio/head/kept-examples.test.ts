import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRavdessName } from '../../../../scripts/voice-head/classes.ts';
import type { Example } from '../../../../scripts/voice-head/examples.ts';
import { keptExamples } from '../../../../scripts/voice-head/kept-examples.ts';

const clip = '03-01-02-01-02-01-12.flac';
const made: Example[] = [0, 1].map((i) => ({ features: Float32Array.of(i, 2.5), clip, detector: 'energy', damage: 'none', ...readRavdessName(clip)! }));

test('a name says emotion, class and speaker; calm counts as neutral', () => {
  expect(readRavdessName(clip)).toEqual({ emotion: 7, label: 0, speaker: '12' });
  expect(readRavdessName('notes.txt')).toBeUndefined();
});

test('kept examples are read as they were made, without making them again', async () => {
  const keeping = { folder: join(mkdtempSync(join(tmpdir(), 'affekt-')), 'kept'), name: 'ravdess-none', readName: readRavdessName };
  expect(await keptExamples(() => Promise.resolve(made), keeping)).toEqual(made);
  expect(await keptExamples(() => Promise.reject(new Error('made again')), keeping)).toEqual(made);
});

test('without a folder they are made each time', async () => {
  const keeping = { folder: undefined, name: 'ravdess-none', readName: readRavdessName };
  await expect(keptExamples(() => Promise.reject(new Error('made again')), keeping)).rejects.toThrow('made again');
});
