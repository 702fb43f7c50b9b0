import { execFileSync } from 'node:child_process';
import type { Sound } from '../../extractors/audio/sound.ts';

/** Returns the whole sound of a file, mono at 16 kHz. */
export function readWhole(path: string): Sound {
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-ac', '1', '-ar', '16000', '-f', 'f32le', '-'], { maxBuffer: 2 ** 30 });
  return { time: 0, sampleRate: 16_000, samples: new Float32Array(Uint8Array.from(bytes).buffer) };
}
