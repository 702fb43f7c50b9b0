import type { Environment } from '../../../configs/environment.ts';
import { openModelStore, type ModelStore } from '../../../extractors/models/store/open-model-store.ts';
import { modelSettings } from './model-settings.ts';

/** Returns the store of this user, with the mirrors of the command line before those of the environment. */
export function openStore({ mirrors, offline }: { readonly mirrors: readonly string[]; readonly offline: boolean }, environment: Environment): ModelStore {
  return openModelStore(modelSettings({ folder: null, mirrors, offline }, environment));
}
