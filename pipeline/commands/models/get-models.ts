import { cardFor } from '../../../extractors/models/card-for.ts';
import type { ModelCard } from '../../../extractors/models/card.ts';
import { MODELS } from '../../../extractors/models/registry.ts';
import { ModelError } from '../../../runtime/model-error.ts';
import type { ModelsContext } from './models-context.ts';
import { showProgress } from './show-progress.ts';

/** Options of `affekt models get`. */
export interface GetOptions {
  readonly all?: boolean;
  readonly force?: boolean;
  readonly commercialSafe?: boolean;
  readonly mirror?: readonly string[];
  readonly offline?: boolean;
}

/**
 * Fetches models and writes the path of each; licences go to the messages. One that fails does not keep the others from
 * being fetched. With `all`, those that have no source to fetch from are named and left out.
 *
 * @throws ModelError UNKNOWN before anything is fetched; the first failure after everything was tried
 */
export async function getModels(wanted: readonly string[], options: GetOptions, context: ModelsContext): Promise<void> {
  const { all = false, force, mirror = [], offline = false } = options;
  const store = context.store({ mirrors: mirror, offline });
  const errors: ModelError[] = [];
  for (const id of chooseIds(wanted, options)) {
    try {
      const model = await store.get(id, { force, signal: context.stop, onProgress: showProgress(context.stderr) });
      context.stdout.write(`${id}\t${model.path}\n`);
      context.stderr.write(`${id}: ${licenceOf(model.card)}\n`);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (all && error.code === 'NO_SOURCE') context.stderr.write(`Left out: ${error.message}\n`);
      else errors.push(error);
    }
  }
  for (const error of errors.slice(1)) context.stderr.write(`${error.message}\n`);
  if (errors[0] !== undefined) throw errors[0];
}

function chooseIds(wanted: readonly string[], { all = false, commercialSafe = false }: GetOptions): string[] {
  const ids = all ? Object.keys(MODELS) : [...new Set(wanted)];
  return ids.filter((id) => cardFor(id).licence.commercial === 'yes' || !commercialSafe);
}

function licenceOf({ licence, unverified = [] }: ModelCard): string {
  const commercial = { yes: 'commercial use allowed', no: 'not for commercial use', unclear: 'commercial use unclear' }[licence.commercial];
  return [`licence ${licence.weights}; ${commercial}.`, ...(unverified.length > 0 ? ['Not verified:', ...unverified] : [])].join(' ');
}
