import { describeFrames } from '../descriptors/describe-frames.ts';
import type { FeatureSet } from './feature-set.ts';
import { VOICE_FEATURES, voiceFeatures } from './voice-features.ts';

/** The statistics of `VOICE_FEATURES`, for models that are trained on `voice-UTT` features. */
export const voiceFeatureSet: FeatureSet = { names: VOICE_FEATURES, describe: describeFrames, measure: voiceFeatures };
