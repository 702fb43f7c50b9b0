import { accurate } from './presets/accurate.ts';
import { everyday } from './presets/default.ts';
import { fast } from './presets/fast.ts';
import { faceOnly } from './presets/face-only.ts';
import type { PartialConfig } from './schema.ts';

/** The runs that come ready made, by the name given to `--preset`. */
export const PRESETS = {
  default: everyday,
  fast,
  accurate,
  'face-only': faceOnly,
} as const satisfies Record<string, { readonly about: string; readonly config: PartialConfig }>;
