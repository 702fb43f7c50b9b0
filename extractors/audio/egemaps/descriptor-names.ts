/** Descriptors of the spectrum and cepstrum that every frame has, in order, as openSMILE calls them. */
export const FRAME_DESCRIPTORS = [
  'Loudness', 'alphaRatio', 'hammarbergIndex', 'slope0-500', 'slope500-1500', 'spectralFlux', 'mfcc1', 'mfcc2', 'mfcc3', 'mfcc4',
] as const;

/** Descriptors of the voice, in order, as openSMILE calls them. */
export const VOICE_DESCRIPTORS = [
  'F0semitoneFrom27.5Hz', 'jitterLocal', 'shimmerLocaldB', 'HNRdBACF', 'logRelF0-H1-H2', 'logRelF0-H1-A3',
  'F1frequency', 'F1bandwidth', 'F1amplitudeLogRelF0', 'F2frequency', 'F2bandwidth', 'F2amplitudeLogRelF0', 'F3frequency', 'F3bandwidth', 'F3amplitudeLogRelF0',
] as const;

/** Names of the 25 low-level descriptors of eGeMAPSv02 after smoothing, in openSMILE's order. */
export const EGEMAPS_DESCRIPTORS: readonly string[] = [...FRAME_DESCRIPTORS.map((name) => `${name}_sma3`), ...VOICE_DESCRIPTORS.map((name) => `${name}_sma3nz`)];
