import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filter, lastValueFrom, NEVER } from 'rxjs';
import { expect, test } from 'vitest';
import { loadConfig } from '../../configs/load-config.ts';
import { openEnergyActivity } from '../../extractors/audio/activity/energy-activity.ts';
import { type Sound } from '../../extractors/audio/sound.ts';
import { analyseClip } from '../../pipeline/analyse.ts';
import type { ClipEnd, ClipEvent } from '../../pipeline/clip-event.ts';
import { findTools } from '../../pipeline/media/find-tools.ts';
import { MediaError } from '../../pipeline/media/media-error.ts';
import { readVoice } from '../../pipeline/stages/read-voice.ts';
import { stubTools } from './stub-tools.ts';
import { testCard } from './test-card.ts';

const media = await findTools();

/** A video whose sound, PCM in Matroska, `change` has changed. */
function withSound(args: readonly string[], change = (bytes: Buffer) => bytes): string {
  const path = join(mkdtempSync(join(tmpdir(), 'affekt-sound-')), 'clip.mkv');
  execFileSync('ffmpeg', ['-v', 'error', '-i', testCard(), '-c:v', 'copy', '-c:a', 'pcm_s16le', ...args, path]);
  writeFileSync(path, change(readFileSync(path)));
  return path;
}

function run(path: string, out: string): Promise<ClipEnd> {
  const config = loadConfig({ set: ['output.report=false'], overrides: { output: { folder: out } } });
  const events = analyseClip({ name: 'clip', path, kind: 'file' }, { config, tools: stubTools(), media, stop: NEVER });
  return lastValueFrom(events.pipe(filter((event: ClipEvent): event is ClipEnd => event.type === 'clip')));
}

test('sound that cannot be decoded leaves the faces whole, and is reported by this run and the next', async () => {
  const out = mkdtempSync(join(tmpdir(), 'affekt-results-'));
  const path = withSound([], (bytes) => Buffer.from(bytes.toString('latin1').replace('A_PCM/INT/LIT', 'A_XYZ/INT/LIT'), 'latin1'));
  for (const time of ['first', 'second']) {
    expect(await run(path, out), time).toMatchObject({ outcome: 'partial', code: 'DECODE_FAILED', message: expect.stringContaining('0 s of its sound'), summary: { frames: 50, analysed: 50 } });
  }
});

test('an empty stream of sound is no trouble', async () => {
  expect(await run(withSound(['-af', 'atrim=start=9']), mkdtempSync(join(tmpdir(), 'affekt-results-')))).toMatchObject({ outcome: 'done', summary: { frames: 50 } });
});

test('what is heard before the damage is kept with it', async () => {
  async function* sounds(): AsyncGenerator<Sound> {
    for (let time = 0; time < 3; time += 1) yield await Promise.resolve({ time, sampleRate: 16_000, samples: new Float32Array(16_000).map((_, i) => Math.sin(i / 10)) });
    throw new MediaError('DECODE_FAILED', { path: 'a.mp4', detail: '3 s of its sound could be decoded' });
  }
  const track = await readVoice(sounds(), { activity: openEnergyActivity() }, { window: 2, hop: 0.5 });
  expect(track?.damage).toMatchObject({ code: 'DECODE_FAILED', message: expect.stringContaining('3 s of its sound') });
  expect(track?.rows.at(-1)?.end).toBeCloseTo(3, 1);
});
