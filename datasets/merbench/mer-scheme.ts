import { EMOTION_ALIASES, EMOTIONS } from '../protocols/mer-labels.ts';

/** How labels of the MER challenges are understood. The order is not that of Aff-Wild2; worry is not fear; valence is one number a clip on a scale of its own. */
export const MER_SCHEME = { classes: EMOTIONS, aliases: EMOTION_ALIASES, valence: [-5, 5] } as const;
