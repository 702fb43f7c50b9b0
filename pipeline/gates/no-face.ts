/** What a user is told of what the detector took for a face, and what is none. */
export const NO_FACE = 'not a face';
