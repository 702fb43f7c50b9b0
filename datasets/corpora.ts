import { affWild2 } from './aff-wild2/aff-wild2.ts';
import { chSimsV2 } from './ch-sims/ch-sims-v2.ts';
import { chSims } from './ch-sims/ch-sims.ts';
import { cmuMosei } from './cmu-mosei/cmu-mosei.ts';
import { cmuMosi } from './cmu-mosi/cmu-mosi.ts';
import type { Corpus } from './corpus.ts';
import { cremaD } from './crema-d/crema-d.ts';
import { emodb } from './emodb/emodb.ts';
import { folder } from './folder/folder.ts';
import { iemocap } from './iemocap/iemocap.ts';
import { meld } from './meld/meld.ts';
import { mer2023 } from './mer2023/mer2023.ts';
import { mer2024 } from './mer2024/mer2024.ts';
import { mer2025 } from './mer2025/mer2025.ts';
import { mer2026 } from './mer2026/mer2026.ts';
import { ravdess } from './ravdess/ravdess.ts';

/** Every corpus that affekt knows, by the name that commands take. */
export const CORPORA: Readonly<Record<string, Corpus>> = {
  'aff-wild2': affWild2,
  mer2023,
  mer2024,
  mer2025,
  mer2026,
  meld,
  iemocap,
  'cmu-mosi': cmuMosi,
  'cmu-mosei': cmuMosei,
  'ch-sims': chSims,
  'ch-sims-v2': chSimsV2,
  ravdess,
  emodb,
  'crema-d': cremaD,
  folder,
};
