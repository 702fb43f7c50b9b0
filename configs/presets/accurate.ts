/** The models to fetch for measured valence and arousal. */
export const accurate = {
  about: 'Measured valence and arousal; needs `affekt models get yunet hsemotion-b0-va-mtl silero-vad`.',
  config: { face: { detector: 'yunet', expression: 'hsemotion-b0-va-mtl' }, voice: { activity: 'silero-vad' }, fusion: { smoothing: 0.5 } },
} as const;
