import { toWhole } from './to-whole.ts';

/** Returns a whole number of at least 1 from an option. Throws InvalidArgumentError. */
export const toCount = toWhole(1);
