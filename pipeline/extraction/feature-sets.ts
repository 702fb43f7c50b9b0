import { LEAST_RATE } from '../../extractors/audio/egemaps/describe-egemaps.ts';
import { EGEMAPS_DESCRIPTORS } from '../../extractors/audio/egemaps/descriptor-names.ts';
import { egemaps, egemapsDescriptors } from '../../extractors/audio/egemaps/egemaps.ts';
import { EGEMAPS_FUNCTIONALS } from '../../extractors/audio/egemaps/functional-names.ts';
import type { FeatureSet } from './feature-set.ts';

/** Every feature that `affekt extract` knows, by name. */
export const FEATURE_SETS: Readonly<Record<string, FeatureSet>> = {
  egemaps: {
    about: 'eGeMAPSv02: 88 functionals of a clip, or 25 descriptors every 10 ms',
    leastRate: LEAST_RATE,
    utt: { names: EGEMAPS_FUNCTIONALS, extract: egemaps },
    frame: { names: EGEMAPS_DESCRIPTORS, hop: 0.01, middle: 0.03, extract: egemapsDescriptors },
  },
};
