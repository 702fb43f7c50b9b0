import { SPEECH_ENCODERS } from '../../extractors/models/registry/speech-encoders.ts';
import { TEXT_ENCODERS } from '../../extractors/models/registry/text-encoders.ts';
import { FEATURE_ABOUTS } from './feature-abouts.ts';

/** Names of all features that can be opened. */
export const FEATURE_NAMES: readonly string[] = [...Object.keys(FEATURE_ABOUTS), ...Object.keys(SPEECH_ENCODERS), ...Object.keys(TEXT_ENCODERS)];
