import { mapPose } from '../../../datasets/drawn/blend-poses.ts';
import { poseOf, type DrawnExpression } from '../../../datasets/drawn/pose-of.ts';
import type { Pose } from '../../../datasets/drawn/pose.ts';

/** What a person of a fake corpus feels: the classes of all corpora together. */
export type Mood = 'neutral' | 'calm' | 'anger' | 'disgust' | 'fear' | 'happiness' | 'sadness' | 'surprise' | 'worry' | 'contempt' | 'boredom' | 'other';

/** How a mood looks, sounds and is rated. */
interface MoodFacts {
  /** Muscles of the full expression. */
  readonly pose: Partial<Pose>;
  /** Both in [-1, 1], at full intensity. */
  readonly valence: number;
  readonly arousal: number;
  /** The drawn expression that it is spoken like, with the pitch and loudness in proportion to it. */
  readonly voice: { readonly like: DrawnExpression; readonly pitch: number; readonly loudness: number };
}

const FACTS: Readonly<Record<Mood, MoodFacts>> = {
  neutral: { pose: poseOf('neutral'), valence: 0.02, arousal: 0.05, voice: { like: 'neutral', pitch: 1, loudness: 1 } },
  calm: { pose: { lidOpen: -0.5, mouthCorner: 0.35, lipPress: 0.1, browRaise: 0.1 }, valence: 0.3, arousal: -0.35, voice: { like: 'neutral', pitch: 0.92, loudness: 0.7 } },
  anger: { pose: poseOf('anger'), valence: -0.62, arousal: 0.68, voice: { like: 'anger', pitch: 1, loudness: 1 } },
  disgust: {
    pose: { noseWrinkle: 1.2, upperLip: 1.1, lidTight: 0.9, browFurrow: 0.7, mouthCorner: -0.9, cheekRaise: 0.5, lidOpen: -0.6, headTurn: 0.08 },
    valence: -0.66, arousal: 0.34, voice: { like: 'anger', pitch: 0.72, loudness: 0.6 },
  },
  fear: {
    pose: { browInner: 1.2, browRaise: 0.5, lidOpen: 1.1, mouthWide: 1.1, mouthOpen: 0.45, jaw: 0.2, lidTight: 0.2, mouthCorner: -0.3, headNod: -0.04 },
    valence: -0.56, arousal: 0.78, voice: { like: 'surprise', pitch: 1.25, loudness: 0.55 },
  },
  happiness: { pose: poseOf('happiness'), valence: 0.78, arousal: 0.48, voice: { like: 'happiness', pitch: 1, loudness: 1 } },
  sadness: { pose: poseOf('sadness'), valence: -0.64, arousal: -0.42, voice: { like: 'sadness', pitch: 1, loudness: 1 } },
  surprise: { pose: poseOf('surprise'), valence: 0.22, arousal: 0.8, voice: { like: 'surprise', pitch: 1, loudness: 1 } },
  worry: {
    pose: { browInner: 1.1, browFurrow: 0.5, lidOpen: 0.4, mouthWide: 0.7, mouthCorner: -0.2, lipPress: 0.9, gazeX: 0.5, gazeY: 0.3 },
    valence: -0.4, arousal: 0.3, voice: { like: 'sadness', pitch: 1.5, loudness: 1.6 },
  },
  contempt: { pose: { smile: 0.25, lidTight: 0.6, lidOpen: -0.5, upperLip: 0.3, headTilt: 0.1, gazeX: -0.4 }, valence: -0.45, arousal: 0.15, voice: { like: 'neutral', pitch: 0.85, loudness: 1.2 } },
  boredom: { pose: { lidOpen: -0.9, mouthCorner: -0.2, headTilt: -0.1, gazeY: 0.5 }, valence: -0.25, arousal: -0.6, voice: { like: 'sadness', pitch: 1.1, loudness: 1.2 } },
  other: {
    pose: { smile: 0.3, browRaise: 0.6, mouthRound: 0.6, lidTight: 0.7, gazeX: -0.7, headTilt: 0.12, headTurn: -0.1 },
    valence: 0.16, arousal: 0.28, voice: { like: 'neutral', pitch: 1.3, loudness: 1 },
  },
};

/** Returns what is known of a mood. */
export function factsOf(mood: Mood): MoodFacts {
  return FACTS[mood];
}

/** Returns the face of a mood at an intensity in [0, 1], at which 0 is the neutral face. */
export function poseOfMood(mood: Mood, intensity: number): Pose {
  const { pose } = FACTS[mood];
  const neutral = FACTS.neutral.pose;
  return mapPose((key) => (neutral[key] ?? 0) + ((pose[key] ?? 0) - (neutral[key] ?? 0)) * intensity);
}
