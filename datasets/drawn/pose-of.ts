import { mapPose } from './blend-poses.ts';
import type { Pose } from './pose.ts';

/** The expressions that can be drawn. */
export const DRAWN_EXPRESSIONS = ['neutral', 'happiness', 'surprise', 'sadness', 'anger'] as const;

/** One of the expressions that can be drawn, in the words of Aff-Wild2. */
export type DrawnExpression = (typeof DRAWN_EXPRESSIONS)[number];

/** Found by a search over the muscles of a hand-drawn pose (see card.md). */
const POSES: Readonly<Record<DrawnExpression, Partial<Pose>>> = {
  neutral: { lidOpen: -0.3, browRaise: 0.16, browFurrow: 0.03, mouthCorner: 0.22, lipPress: 0.2, lidTight: 0.2 },
  happiness: { smile: 1.05, mouthOpen: 0.46, cheekRaise: 0.68, lidTight: 0.5, upperLip: 0.36, lidOpen: -0.25, mouthWide: 0.22, jaw: 0.14, mouthCorner: 0.5, noseWrinkle: 0.08 },
  surprise: { browRaise: 0.75, lidOpen: 1, jaw: 1, mouthRound: 0.87, mouthOpen: 0.05, mouthCorner: 0.18, cheekRaise: 0.13 },
  sadness: { browInner: 1.2, browFurrow: 0.31, mouthCorner: -0.4, lidOpen: -0.45, chinRaise: 0.8, gazeY: 0.11, lipPress: 0.42, cheekRaise: 0.49, lidTight: 0.5 },
  anger: { browFurrow: 1.2, lidTight: 0.71, noseWrinkle: 0.88, upperLip: 0.15, mouthOpen: 0.6, mouthCorner: -0.38, lidOpen: 0.67, lipPress: 0.21, jaw: 0.33, headNod: 0.02 },
};

/** Returns the pose of an expression at an intensity in [0, 1]: 0 is the face at rest. */
export function poseOf(expression: DrawnExpression, intensity = 1): Pose {
  const full = POSES[expression];
  return mapPose((key) => (full[key] ?? 0) * intensity);
}
