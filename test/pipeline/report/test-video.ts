import { execFileSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a web-playable test card of 160 × 90 pixels with a tone, and resolves with its path. `select` drops frames: variable frame rate. */
export async function testVideo({ seconds, select = '1', offset = 0 }: { readonly seconds: number; readonly select?: string; readonly offset?: number }): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'affekt-video-')), 'test.mp4');
  const pictures = ['-f', 'lavfi', '-i', `testsrc2=s=160x90:r=25:d=${seconds}`];
  const sound = ['-f', 'lavfi', '-i', `sine=d=${seconds}`];
  const codec = ['-vf', `select='${select}'`, '-fps_mode', 'passthrough', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
  execFileSync('ffmpeg', ['-loglevel', 'error', ...pictures, ...sound, ...codec, '-output_ts_offset', String(offset), path]);
  return path;
}
