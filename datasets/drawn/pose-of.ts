import { mapPose } from './blend-poses.ts';
import type { Pose } from './pose.ts';

/** The expressions that can be drawn. */
export const DRAWN_EXPRESSIONS = ['neutral', 'happiness', 'surprise', 'sadness', 'anger'] as const;

/** One of the expressions that can be drawn, in the words of Aff-Wild2. */
export type DrawnExpression = (typeof DRAWN_EXPRESSIONS)[number];

const POSES: Readonly<Record<DrawnExpression, Partial<Pose>>> = {
  neutral: { lidOpen: -0.3, browFurrow: 0.03, mouthCorner: 0.2, lipPress: 0.18, lidTight: 0.1 },
  happiness: { smile: 1.05, mouthOpen: 0.45, cheekRaise: 0.72, lidTight: 0.5, upperLip: 0.4, lidOpen: -0.25, mouthWide: 0.42, jaw: 0.12, mouthCorner: 0.4, noseWrinkle: 0.15 },
  surprise: { browRaise: 1.2, lidOpen: 0.75, jaw: 0.85, mouthRound: 1, browInner: 0.1, mouthCorner: 0.22, cheekRaise: 0.2 },
  sadness: { browInner: 1.1, browFurrow: 0.3, mouthCorner: -0.4, lidOpen: -0.45, chinRaise: 0.8, lipPress: 0.48, cheekRaise: 0.5, lidTight: 0.5 },
  anger: { browFurrow: 1.2, lidTight: 0.26, noseWrinkle: 0.9, upperLip: 0.1, mouthOpen: 0.5, mouthCorner: -0.32, lidOpen: 0.6, lipPress: 0.2, jaw: 0.3 },
};

/** Returns the pose of an expression at an intensity in [0, 1]: 0 is the face at rest. */
export function poseOf(expression: DrawnExpression, intensity = 1): Pose {
  const full = POSES[expression];
  return mapPose((key) => (full[key] ?? 0) * intensity);
}
