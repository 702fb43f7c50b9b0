import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openClipFolder } from '../../../pipeline/batch/clip-folder.ts';

/** A result folder in which a run with the key `old` was killed. */
function killed(): string {
  const path = mkdtempSync(join(tmpdir(), 'affekt-folder-'));
  mkdirSync(join(path, '.work'));
  writeFileSync(join(path, '.work', 'key.json'), '{"key":"old"}');
  writeFileSync(join(path, '.work', 'faces.ndjson'), '');
  for (const name of ['frames.csv.host-1.part', '.work/voice.json.host-1.part']) writeFileSync(join(path, name), 'half');
  return path;
}

test('what a killed run was in the middle of writing is removed, and what it had read is not', async () => {
  const path = killed();
  await openClipFolder(path, 'old');
  expect(readdirSync(path, { recursive: true }).sort()).toEqual(['.lock', '.work', '.work/faces.ndjson', '.work/key.json']);
});

test('what a run with other settings had read is removed', async () => {
  const path = killed();
  await openClipFolder(path, 'new');
  expect(readdirSync(join(path, '.work'))).toEqual(['key.json']);
});

test('the results of a run with the same key that came to its end stand, and nothing is touched', async () => {
  const path = killed();
  writeFileSync(join(path, 'run.json'), '{"key":"old","state":"complete"}');
  const before = readdirSync(path, { recursive: true });
  expect(await openClipFolder(path, 'old')).toMatchObject({ state: 'complete' });
  expect(readdirSync(path, { recursive: true })).toEqual(before);
});
