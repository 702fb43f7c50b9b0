import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastValueFrom, NEVER } from 'rxjs';
import { expect, test } from 'vitest';
import { loadConfig } from '../../configs/load-config.ts';
import { analyseClip } from '../../pipeline/analyse.ts';
import { findTools } from '../../pipeline/media/find-tools.ts';
import type { Segment } from '../../pipeline/rows.ts';
import { stubTools } from './stub-tools.ts';

const media = await findTools();
const newFolder = () => mkdtempSync(join(tmpdir(), 'affekt-late-'));
const [folder, out] = [newFolder(), newFolder()];
/** One frame of 25 fps and one value of speech (32 ms). */
const TOLERANCE = 0.08;

/** Four seconds at 25 fps whose sound, voiced from its first to its second second, starts `late` seconds after the pictures. */
function clip(late: number, name: string): string {
  const tone = "aevalsrc='0.4*sin(2*PI*150*t)*(1+0.5*sin(2*PI*300*t))*between(t,1,2)':d=3:s=16000";
  const inputs = ['-f', 'lavfi', '-i', 'testsrc=d=4:s=64x48:r=25', '-f', 'lavfi', '-itsoffset', `${late}`, '-i', tone];
  execFileSync('ffmpeg', ['-v', 'error', ...inputs, '-map', '0:v', '-map', '1:a', '-pix_fmt', 'yuv420p', join(folder, name)]);
  return join(folder, name);
}

test.each([[0, 'on-time.mp4'], [0.5, 'late.mp4'], [0.5, 'late.mkv'], [0.5, 'late.ts']])('sound that starts %f s late is spoken at its time in the rows and segments (%s)', async (late, name) => {
  const config = loadConfig({ set: ['output.report=false'], overrides: { output: { folder: out } } });
  await lastValueFrom(analyseClip({ name, path: clip(late, name), kind: 'file' }, { config, tools: stubTools(), media, stop: NEVER }));
  const [head, ...rows] = readFileSync(join(out, name, 'frames.csv'), 'utf8').trimEnd().split('\n').map((line) => line.split(','));
  const spoken = rows.filter((row) => Number(row[head!.indexOf('speech')]) > 0.5).map((row) => Number(row[1]));
  const turn = (JSON.parse(readFileSync(join(out, name, 'segments.json'), 'utf8')) as Segment[]).find(({ kind }) => kind === 'speech')!;
  for (const [start, end] of [[spoken[0]!, spoken.at(-1)!], [turn.start, turn.end]] as const) {
    expect(Math.abs(start - 1 - late)).toBeLessThan(TOLERANCE);
    expect(Math.abs(end - 2 - late)).toBeLessThan(TOLERANCE);
  }
});
