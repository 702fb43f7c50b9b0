import type { SpectrogramSettings } from './spectrogram-settings.ts';

/** The levels of `librosa.power_to_db(librosa.feature.melspectrogram(y=, sr=))` with the defaults of librosa 0.11: 128 bands. */
export const LIBROSA_LOG_MEL = {
  frames: { length: 2048, hop: 512, size: 2048, window: 'hann', edges: 'zero' },
  power: 2,
  mel: { bands: 128, min: 0, scale: 'slaney', norm: 'slaney', sides: 'hertz' },
  levels: { unit: 'decibel', least: 1e-10, reference: 1, topDb: 80 },
} as const satisfies SpectrogramSettings;

/** `librosa.feature.mfcc(y=, sr=)` with the defaults of librosa 0.11: 20 coefficients of 128 bands, no lifter. */
export const LIBROSA_MFCC = { ...LIBROSA_LOG_MEL, cepstrum: { coefficients: 20, lifter: 0 } } as const satisfies SpectrogramSettings;

/** `AmplitudeToDB('power', top_db=80)` of `MelSpectrogram(sample_rate)`, both of torchaudio with its defaults: 128 bands. */
export const TORCHAUDIO_LOG_MEL = {
  frames: { length: 400, hop: 200, size: 400, window: 'hann', edges: 'reflect' },
  precision: 'single',
  power: 2,
  mel: { bands: 128, min: 0, scale: 'htk', norm: 'none', sides: 'hertz' },
  levels: { unit: 'decibel', least: 1e-10, reference: 1, topDb: 80 },
} as const satisfies SpectrogramSettings;

/** `torchaudio.transforms.MFCC(sample_rate)` with its defaults: 40 coefficients of 128 bands. */
export const TORCHAUDIO_MFCC = { ...TORCHAUDIO_LOG_MEL, cepstrum: { coefficients: 40, lifter: 0 } } as const satisfies SpectrogramSettings;

/** `torchaudio.compliance.kaldi.fbank` with its defaults, which are Kaldi's but for no dither: 23 bands. Samples are taken in [-1, 1] as they come. */
export const KALDI_FBANK = {
  frames: {
    length: { milliseconds: 25 },
    hop: { milliseconds: 10 },
    size: 'power-of-two',
    window: 'povey',
    edges: 'none',
    removeMean: true,
    preEmphasis: 0.97,
  },
  power: 2,
  mel: { bands: 23, min: 20, scale: 'htk', norm: 'none', sides: 'mel' },
  levels: { unit: 'nat', offset: 0, least: 2 ** -23 },
} as const satisfies SpectrogramSettings;

/** The input of VGGish (Hershey et al., 2017), as its authors' program computes it: 64 bands of magnitudes, `ln(sum + 0.01)`. */
export const VGGISH_LOG_MEL = {
  sampleRate: 16_000,
  frames: { length: 400, hop: 160, size: 512, window: 'hann', edges: 'none' },
  power: 1,
  mel: { bands: 64, min: 125, max: 7500, scale: 'htk', norm: 'none', sides: 'mel' },
  levels: { unit: 'nat', offset: 0.01, least: 0 },
} as const satisfies SpectrogramSettings;

/** The input of YAMNet (Plakal and Ellis, 2019): VGGish's with `ln(sum + 0.001)`, and zeros up to a whole number of patches. */
export const YAMNET_LOG_MEL = {
  ...VGGISH_LOG_MEL,
  levels: { unit: 'nat', offset: 0.001, least: 0 },
  fill: { first: 15_600, hop: 7680 },
} as const satisfies SpectrogramSettings;
