/** The label table of MER2023 and MERBench: six classes in the order of their code, valence in [−5, 5]. −10 is a placeholder for an unreleased label. */
export const MER_LABELS = {
  level: 'clip',
  columns: { clip: 'name', expression: 'discrete', valence: 'valence' },
  classes: ['neutral', 'angry', 'happy', 'sad', 'worried', 'surprise'],
  aliases: { anger: 'angry', happiness: 'happy', sadness: 'sad', worry: 'worried', surprised: 'surprise' },
  ranges: { valence: [-5, 5] },
  invalid: { valence: [-10] },
} as const;
