import { affWild2Expr } from './presets/aff-wild2-expr.ts';
import { affWild2Va } from './presets/aff-wild2-va.ts';
import { mer2023Baseline } from './presets/mer2023-baseline.ts';
import { merbench } from './presets/merbench.ts';
import { voiceFolder } from './presets/voice-folder.ts';
import { wenAbaw6Expr } from './presets/wen-abaw6-expr.ts';
import { wenAbaw6Va } from './presets/wen-abaw6-va.ts';
import type { Settings } from '../settings.ts';

/** Training runs that come ready made, by the name given to `--preset`. The paths of features and labels are the user's. */
export const TRAINING_PRESETS = {
  'mer2023-baseline': mer2023Baseline,
  merbench,
  'aff-wild2-va': affWild2Va,
  'aff-wild2-expr': affWild2Expr,
  'wen-abaw6-va': wenAbaw6Va,
  'wen-abaw6-expr': wenAbaw6Expr,
  'voice-folder': voiceFolder,
} as const satisfies Readonly<Record<string, { readonly about: string; readonly config: Settings }>>;
