import {
  KALDI_FBANK,
  LIBROSA_LOG_MEL,
  LIBROSA_MFCC,
  TORCHAUDIO_LOG_MEL,
  TORCHAUDIO_MFCC,
  VGGISH_LOG_MEL,
  YAMNET_LOG_MEL,
} from './conventions.ts';
import { spectrogramSeries, type ToFeatureSeries } from './spectrogram-series.ts';

/** Spectrogram features of a whole sound, by the name that a user asks for; each takes any sample rate. */
export const SPECTROGRAM_FEATURES = {
  'log-mel': spectrogramSeries(LIBROSA_LOG_MEL),
  mfcc: spectrogramSeries(LIBROSA_MFCC),
  'torchaudio-log-mel': spectrogramSeries(TORCHAUDIO_LOG_MEL),
  'torchaudio-mfcc': spectrogramSeries(TORCHAUDIO_MFCC),
  'kaldi-fbank': spectrogramSeries(KALDI_FBANK),
  'vggish-log-mel': spectrogramSeries(VGGISH_LOG_MEL),
  'yamnet-log-mel': spectrogramSeries(YAMNET_LOG_MEL),
} as const satisfies Record<string, ToFeatureSeries>;
