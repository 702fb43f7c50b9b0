import { spectrogramSeries } from '../spectrogram/spectrogram-series.ts';
import type { SpectrogramSettings } from '../spectrogram/spectrogram-settings.ts';
import { SPEECH_RATE } from './cut-speech.ts';
import type { LogMelInput } from './speech-encoder-card.ts';

const HOP = 160;

/**
 * Returns Whisper's spectrogram: `(max(l, top − 8) + 4) / 4`, `l` being the log10 of power in mel bands and `top` the largest one (Radford et al.
 * 2022, arXiv:2212.04356, and the program of its authors). Shape `[bands, samples.length / 160]`, band by band.
 *
 * @param samples 30 s at 16 kHz, filled up with zeros
 */
export function whisperLogMel(samples: Float32Array, { bands }: Pick<LogMelInput, 'bands'>): Float32Array {
  const { values } = spectrogramSeries(settingsOf(bands))(samples, SPEECH_RATE);
  const frames = Math.floor(samples.length / HOP); // One less than there are: the last one has its middle behind the end
  const result = new Float32Array(bands * frames);
  for (let frame = 0; frame < frames; frame++) {
    for (let band = 0; band < bands; band++) result[band * frames + frame] = (values[frame * bands + band]! / 10 + 4) / 4;
  }
  return result;
}

function settingsOf(bands: number): SpectrogramSettings {
  return {
    frames: { length: 400, hop: HOP, size: 400, window: 'hann', edges: 'reflect' },
    power: 2,
    mel: { bands, min: 0, scale: 'slaney', norm: 'slaney', sides: 'hertz' },
    levels: { unit: 'decibel', least: 1e-10, reference: 1, topDb: 80 },
  };
}
