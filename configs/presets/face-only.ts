import type { PartialConfig } from '../schema.ts';

/** Pictures alone. */
export const faceOnly: { readonly about: string; readonly config: PartialConfig } = { about: 'Faces only; sound is not read.', config: { modalities: ['face'] } };
