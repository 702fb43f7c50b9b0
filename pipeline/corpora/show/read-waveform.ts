import type { MediaFacts } from '../../media/media-facts.ts';
import { MediaError } from '../../media/media-error.ts';
import { readSound } from '../../media/read-sound.ts';

/** Bars of a waveform. */
const BARS = 240;

/** Resolves with the loudest sample of each 240th of a clip, shape `[240]`, 0 to 1; `undefined` where there is no sound. Damage ends it early. */
export async function readWaveform(facts: MediaFacts, signal?: AbortSignal): Promise<Float32Array | undefined> {
  if (facts.audio === undefined || facts.duration <= 0) return undefined;
  const peaks = new Float32Array(BARS);
  try {
    for await (const { time, sampleRate, samples } of readSound(facts, { signal })) {
      for (let index = 0; index < samples.length; index++) {
        const bar = Math.min(BARS - 1, Math.floor(((time + index / sampleRate) / facts.duration) * BARS));
        peaks[bar] = Math.max(peaks[bar]!, Math.abs(samples[index]!));
      }
    }
  } catch (error) {
    if (!(error instanceof MediaError) || error.code === 'FFMPEG_MISSING') throw error; // What could be decoded is drawn
  }
  return peaks;
}
