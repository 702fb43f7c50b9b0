import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How the card is made. */
export interface TestCard {
  readonly seconds?: number;
  readonly size?: string;
  readonly rate?: number;
  readonly sound?: boolean;
  readonly name?: string;
}

/** Makes a little video with a moving picture and, unless told otherwise, a tone that comes and goes; returns its path in a folder of its own. */
export function testCard({ seconds = 2, size = '64x48', rate = 25, sound = true, name = 'card.mp4' }: TestCard = {}): string {
  const path = join(mkdtempSync(join(tmpdir(), 'affekt-card-')), name);
  const tone = ['-f', 'lavfi', '-i', `aevalsrc=0.3*sin(2*PI*180*t)*gt(sin(2*PI*t)\\,0):s=16000:d=${seconds}`];
  const picture = ['-f', 'lavfi', '-i', `testsrc=duration=${seconds}:size=${size}:rate=${rate}`];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, ...(sound ? tone : []), '-pix_fmt', 'yuv420p', '-g', '10', '-threads', '1', path]);
  return path;
}
