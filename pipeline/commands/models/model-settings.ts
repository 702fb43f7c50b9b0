import type { Environment } from '../../../configs/environment.ts';

/** Where models are kept and come from. */
interface ModelSettings<Folder> {
  readonly folder: Folder;
  readonly mirrors: readonly string[];
  readonly offline: boolean;
}

/** Returns where models are kept and come from: what is asked for first (`models` of the configuration), then the environment. */
export function modelSettings({ folder, mirrors, offline }: ModelSettings<string | null>, environment: Environment): ModelSettings<string> {
  return {
    folder: folder ?? environment.modelFolder,
    mirrors: [...mirrors, ...environment.mirrors],
    offline: offline || environment.offline,
  };
}
