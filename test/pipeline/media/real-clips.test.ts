import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { probe } from '../../../pipeline/media/probe.ts';
import { readVideo } from '../../../pipeline/media/read-video.ts';

const FOLDER = join(import.meta.dirname, '../../../../shared/assets/video');
const CLIPS = existsSync(FOLDER) ? readdirSync(FOLDER) : ['no clips'];

function countFrames(path: string): number {
  const args = ['-v', 'quiet', '-select_streams', 'v:0', '-count_frames', '-show_entries', 'stream=nb_read_frames', '-of', 'csv=p=0', path];
  return Number.parseInt(execFileSync('ffprobe', args, { encoding: 'utf8' }));
}

test.skipIf(!existsSync(FOLDER)).each(CLIPS)('%s: the ledger counts the frames that ffprobe counts (skipped without ../shared/assets/video)', async (name) => {
  const path = join(FOLDER, name);
  const entries = await Array.fromAsync(readVideo(await probe(path), { fps: 2, maxSide: 320 }));
  expect(entries).toHaveLength(countFrames(path));
  expect(entries.every((entry, i) => i === 0 || entry.time > entries[i - 1]!.time)).toBe(true);
});
