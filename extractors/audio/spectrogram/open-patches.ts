import { openSpectrogram, type SpectrogramFrame } from './open-spectrogram.ts';
import type { SpectrogramSettings } from './spectrogram-settings.ts';

/** How a spectrogram is cut into the patches that a network reads: plain data. */
export interface PatchSettings {
  readonly spectrogram: SpectrogramSettings;
  /** Frames of a patch. */
  readonly frames: number;
  /** Frames from the start of a patch to the start of the next one, at most `frames`. */
  readonly hop: number;
}

/** One input of a network. */
export interface Patch {
  /** Seconds from the first sample to the middle of the patch. */
  readonly time: number;
  /** Shape `[frames, bands]`, row by row. */
  readonly values: Float32Array;
}

/** Cuts a stream of samples into patches; how it is cut into chunks does not matter. */
export interface PatchStream {
  /** Returns the patches that are complete now, 12.5 ms after the middle of their last frame at 16 kHz. */
  push(samples: Float32Array): Patch[];
  /** Returns the last patches. Nothing may be pushed afterwards. */
  flush(): Patch[];
}

/**
 * Returns the patches of mono sound; frames at the end that fill none are left out.
 *
 * @param sampleRate Hz of the samples
 * @throws RangeError as `openSpectrogram` does
 */
export function openPatches({ spectrogram, frames: length, hop }: PatchSettings, sampleRate: number): PatchStream {
  const stream = openSpectrogram(spectrogram, sampleRate);
  const waiting: SpectrogramFrame[] = [];
  const take = (frames: readonly SpectrogramFrame[]): Patch[] => {
    const complete: Patch[] = [];
    for (const frame of frames) {
      waiting.push(frame);
      if (waiting.length < length) continue;
      complete.push(toPatch(waiting));
      waiting.splice(0, hop);
    }
    return complete;
  };
  return { push: (samples) => take(stream.push(samples)), flush: () => take(stream.flush()) };
}

function toPatch(frames: readonly SpectrogramFrame[]): Patch {
  const width = frames[0]!.values.length;
  const values = new Float32Array(frames.length * width);
  frames.forEach((frame, i) => values.set(frame.values, i * width));
  return { time: (frames[0]!.time + frames.at(-1)!.time) / 2, values };
}
