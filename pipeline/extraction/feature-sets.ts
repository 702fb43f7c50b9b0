import { LEAST_RATE } from '../../extractors/audio/egemaps/describe-egemaps.ts';
import { EGEMAPS_DESCRIPTORS } from '../../extractors/audio/egemaps/descriptor-names.ts';
import { egemaps, egemapsDescriptors } from '../../extractors/audio/egemaps/egemaps.ts';
import { EGEMAPS_FUNCTIONALS } from '../../extractors/audio/egemaps/functional-names.ts';
import { IS09_LEAST_RATE } from '../../extractors/audio/is09/describe-is09.ts';
import { IS09_DESCRIPTORS } from '../../extractors/audio/is09/descriptor-names.ts';
import { IS09_FUNCTIONALS } from '../../extractors/audio/is09/functional-names.ts';
import { is09, is09Descriptors } from '../../extractors/audio/is09/is09.ts';
import { KALDI_FBANK, LIBROSA_LOG_MEL, LIBROSA_MFCC, TORCHAUDIO_LOG_MEL, TORCHAUDIO_MFCC, VGGISH_LOG_MEL, YAMNET_LOG_MEL } from '../../extractors/audio/spectrogram/conventions.ts';
import { atHops } from './at-hops.ts';
import type { FEATURE_ABOUTS } from './feature-abouts.ts';
import type { SoundSet } from './feature-set.ts';
import { spectrogramSet } from './spectrogram-set.ts';

/** Every feature of sound that `affekt extract` knows, by name. */
export const FEATURE_SETS: Readonly<Record<string, SoundSet>> = {
  egemaps: {
    of: 'sound',
    sampleRate: (stored) => Math.max(LEAST_RATE, stored),
    utt: { names: EGEMAPS_FUNCTIONALS, extract: egemaps },
    frame: { names: EGEMAPS_DESCRIPTORS, hop: 0.01, middle: 0.03, extract: (sound) => atHops(egemapsDescriptors(sound), { first: 0, hop: 0.01 }) },
  },
  is09: {
    of: 'sound',
    sampleRate: (stored) => Math.max(IS09_LEAST_RATE, stored),
    utt: { names: IS09_FUNCTIONALS, extract: is09 },
    frame: { names: IS09_DESCRIPTORS, hop: 0.01, middle: 0.0125, extract: (sound) => atHops(is09Descriptors(sound), { first: 0, hop: 0.01 }) },
  },
  'log-mel': spectrogramSet(LIBROSA_LOG_MEL),
  mfcc: spectrogramSet(LIBROSA_MFCC),
  'torchaudio-log-mel': spectrogramSet(TORCHAUDIO_LOG_MEL),
  'torchaudio-mfcc': spectrogramSet(TORCHAUDIO_MFCC),
  'kaldi-fbank': spectrogramSet(KALDI_FBANK),
  'vggish-log-mel': spectrogramSet(VGGISH_LOG_MEL),
  'yamnet-log-mel': spectrogramSet(YAMNET_LOG_MEL),
} satisfies Record<keyof typeof FEATURE_ABOUTS, SoundSet>;
