import type { Environment } from '../../configs/environment.ts';
import type { Config } from '../../configs/schema.ts';

/** Returns where models are kept and come from: the configuration first, then the environment. */
export function modelSettings({ models }: Pick<Config, 'models'>, environment: Environment): { readonly folder: string; readonly mirrors: readonly string[]; readonly offline: boolean } {
  return {
    folder: models.folder ?? environment.modelFolder,
    mirrors: [...models.mirrors, ...environment.mirrors],
    offline: models.offline || environment.offline,
  };
}
