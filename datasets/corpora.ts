import { affWild2 } from './aff-wild2/aff-wild2.ts';
import type { Corpus } from './corpus.ts';
import { cremaD } from './crema-d/crema-d.ts';
import { emodb } from './emodb/emodb.ts';
import { folder } from './folder/folder.ts';
import { ravdess } from './ravdess/ravdess.ts';

/** Every corpus that affekt knows, by the name that commands take. */
export const CORPORA: Readonly<Record<string, Corpus>> = {
  'aff-wild2': affWild2,
  ravdess,
  emodb,
  'crema-d': cremaD,
  folder,
};
