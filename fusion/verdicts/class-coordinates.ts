import type { Expression } from '../verdict.ts';

/**
 * Valence and arousal of the expression words as people rated them, in [-1, 1]: pleasure and arousal of Angry, Disgusted,
 * Fearful, Happy, Sad and Surprised in Russell and Mehrabian, "Evidence for a three-factor theory of emotions", Journal of
 * Research in Personality 11 (1977), table 1. Neutral is the origin by definition. `other` has no coordinates.
 */
export const CLASS_COORDINATES: Readonly<Partial<Record<Expression, { readonly valence: number; readonly arousal: number }>>> = {
  neutral: { valence: 0, arousal: 0 },
  anger: { valence: -0.51, arousal: 0.59 },
  disgust: { valence: -0.6, arousal: 0.35 },
  fear: { valence: -0.64, arousal: 0.6 },
  happiness: { valence: 0.81, arousal: 0.51 },
  sadness: { valence: -0.63, arousal: -0.27 },
  surprise: { valence: 0.4, arousal: 0.67 },
};
