/** Emotions of the MER challenges, in the order of their codes. It is not the order of Aff-Wild2, and worry is not fear. */
export const EMOTIONS = ['neutral', 'angry', 'happy', 'sad', 'worried', 'surprise'] as const;

/** Other words for these emotions: those of the papers, and their adjectives. */
export const EMOTION_ALIASES: Readonly<Record<string, string>> = {
  anger: 'angry',
  happiness: 'happy',
  sadness: 'sad',
  worry: 'worried',
  surprised: 'surprise',
};
