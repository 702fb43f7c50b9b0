/** Names of the 16 low-level descriptors of a frame before smoothing, in the order of the challenge; `sma` stands where openSMILE names a smoothed one. */
const RAW: readonly ((mark: string) => string)[] = [
  (mark) => `pcm_RMSenergy_${mark}`,
  ...Array.from({ length: 12 }, (_, i) => (mark: string) => `pcm_fftMag_mfcc_${mark}[${i + 1}]`),
  ...['pcm_zcr', 'voiceProb', 'F0'].map((name) => (mark: string) => `${name}_${mark}`),
];

/** Names of the 32 descriptors of a frame, in openSMILE's order: 16 smoothed ones (`_sma`), then the slope of each (`_sma_de`). */
export const IS09_DESCRIPTORS: readonly string[] = ['sma', 'sma_de'].flatMap((mark) => RAW.map((name) => name(mark)));
