import type { PRESETS } from '../../../configs/presets.ts';
import { cardFor } from '../../../extractors/models/card-for.ts';
import type { ModelCard } from '../../../extractors/models/card.ts';
import { MODELS } from '../../../extractors/models/registry.ts';
import type { ModelStore } from '../../../extractors/models/store/open-model-store.ts';
import { ModelError } from '../../../runtime/model-error.ts';
import type { ModelsContext } from './models-context.ts';
import { presetModels } from './preset-models.ts';
import { showProgress } from './show-progress.ts';
import { toSize } from '../show/to-size.ts';

/** Options of `affekt models get`. */
export interface GetOptions {
  readonly all?: boolean;
  readonly preset?: keyof typeof PRESETS;
  readonly force?: boolean;
  readonly commercialSafe?: boolean;
  readonly mirror?: readonly string[];
  readonly offline?: boolean;
}

/**
 * Fetches models, those of a preset too, and writes the path of each; licences go to the messages. One that fails does not keep the others from
 * being fetched. With `all`, how much it is comes first, and those that have no source to fetch from are named and left out.
 *
 * @throws ModelError UNKNOWN before anything is fetched; the first failure after everything was tried
 */
export async function getModels(wanted: readonly string[], options: GetOptions, context: ModelsContext): Promise<void> {
  const { all = false, force, mirror = [], offline = false } = options;
  const store = await context.store({ mirrors: mirror, offline });
  const errors: ModelError[] = [];
  const ids = chooseIds(wanted, options);
  if (all) context.stderr.write(`${await missing(ids, store)} Ctrl-C stops it; the same command goes on.\n`);
  for (const id of ids) {
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

/** How much is still to be fetched. */
async function missing(ids: readonly string[], store: ModelStore): Promise<string> {
  const fetched = ids.flatMap((id) => {
    const { file } = cardFor(id);
    return 'mirrorPath' in file ? [{ id, bytes: file.bytes ?? 0 }] : [];
  });
  const states = await Promise.all(fetched.map(({ id }) => store.state(id)));
  const absent = fetched.filter((_, i) => states[i] !== 'here');
  return `Models to be fetched: ${absent.length}, ${toSize(absent.reduce((sum, { bytes }) => sum + bytes, 0))} at least.`;
}

function chooseIds(wanted: readonly string[], { all = false, preset, commercialSafe = false }: GetOptions): string[] {
  const ids = all ? Object.keys(MODELS) : [...new Set([...wanted, ...(preset === undefined ? [] : presetModels(preset))])];
  return ids.filter((id) => cardFor(id).licence.commercial === 'yes' || !commercialSafe);
}

function licenceOf({ licence, unverified = [] }: ModelCard): string {
  const commercial = { yes: 'commercial use allowed', no: 'not for commercial use', unclear: 'commercial use unclear' }[licence.commercial];
  return [`licence ${licence.weights}; ${commercial}.`, ...(unverified.length > 0 ? ['Not verified:', ...unverified] : [])].join(' ');
}
