/** Every feature of sound that `affekt extract` knows, by name, with a line for the help. It stands apart from `FEATURE_SETS` so that help needs nothing that measures. */
export const FEATURE_ABOUTS = {
  egemaps: 'eGeMAPSv02: 88 functionals of a clip, or 25 descriptors every 10 ms',
  is09: 'INTERSPEECH 2009 Emotion Challenge: 384 functionals of a clip, or 32 descriptors every 10 ms',
  'log-mel': '128 mel levels in dB, as librosa computes them',
  mfcc: '20 cepstral coefficients, as librosa',
  'torchaudio-log-mel': '128 mel levels in dB, as torchaudio',
  'torchaudio-mfcc': '40 cepstral coefficients, as torchaudio',
  'kaldi-fbank': '23 log mel powers, as Kaldi',
  'vggish-log-mel': '64 log mel magnitudes, the input of VGGish',
  'yamnet-log-mel': '64 log mel magnitudes, the input of YAMNet',
} as const;
