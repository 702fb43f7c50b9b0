const meanAndSpread = (name: string) => [`${name}_amean`, `${name}_stddevNorm`];
const contour = (name: string) => [
  ...meanAndSpread(name),
  ...['percentile20.0', 'percentile50.0', 'percentile80.0', 'pctlrange0-2', 'meanRisingSlope', 'stddevRisingSlope', 'meanFallingSlope', 'stddevFallingSlope'].map((what) => `${name}_${what}`),
];
const balance = (mark: string) => [`alphaRatio${mark}_sma3nz`, `hammarbergIndex${mark}_sma3nz`, `slope${mark}0-500_sma3nz`, `slope${mark}500-1500_sma3nz`, `spectralFlux${mark}_sma3nz`];
const cepstrum = (mark: string) => [1, 2, 3, 4].map((i) => `mfcc${i}${mark}_sma3${mark === '' ? '' : 'nz'}`);
const formant = (i: number) => [`F${i}frequency_sma3nz`, `F${i}bandwidth_sma3nz`, `F${i}amplitudeLogRelF0_sma3nz`];

/** Names of the 88 functionals of eGeMAPSv02, in openSMILE's order. */
export const EGEMAPS_FUNCTIONALS: readonly string[] = [
  ...contour('F0semitoneFrom27.5Hz_sma3nz'),
  ...contour('loudness_sma3'),
  ...['spectralFlux_sma3', ...cepstrum('')].flatMap(meanAndSpread),
  ...['jitterLocal_sma3nz', 'shimmerLocaldB_sma3nz', 'HNRdBACF_sma3nz', 'logRelF0-H1-H2_sma3nz', 'logRelF0-H1-A3_sma3nz'].flatMap(meanAndSpread),
  ...[1, 2, 3].flatMap(formant).flatMap(meanAndSpread),
  ...[...balance('V'), ...cepstrum('V')].flatMap(meanAndSpread),
  ...balance('UV').map((name) => `${name}_amean`),
  'loudnessPeaksPerSec',
  'VoicedSegmentsPerSec',
  'MeanVoicedSegmentLengthSec',
  'StddevVoicedSegmentLengthSec',
  'MeanUnvoicedSegmentLength',
  'StddevUnvoicedSegmentLength',
  'equivalentSoundLevel_dBp',
];
