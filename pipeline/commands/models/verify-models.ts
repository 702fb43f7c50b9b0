import { cardFor } from '../../../extractors/models/card-for.ts';
import { MODELS } from '../../../extractors/models/registry.ts';
import { ModelError } from '../../../runtime/model-error.ts';
import type { ModelsContext } from './models-context.ts';
import { toTable } from '../show/to-table.ts';

/** Options of `affekt models verify`. */
export interface VerifyOptions {
  readonly json?: boolean;
}

/**
 * Compares the files on this machine with their checksums and writes what was found: of all models that are here, or of
 * the named ones.
 *
 * @throws ModelError UNKNOWN; WRONG_HASH for a damaged file and MISSING for a named one that is absent, after all were compared
 */
export async function verifyModels(wanted: readonly string[], { json }: VerifyOptions, { store, stdout }: ModelsContext): Promise<void> {
  wanted.forEach((id) => cardFor(id));
  const opened = await store({ mirrors: [], offline: true });
  const found = [];
  for (const id of wanted.length > 0 ? wanted : Object.keys(MODELS)) found.push(await opened.verify(id));
  const shown = found.filter(({ state, sha256 }) => wanted.length > 0 || (state !== 'absent' && sha256 !== undefined));
  stdout.write(json === true ? `${JSON.stringify(shown, null, 2)}\n` : toTable(shown.map(({ id, state, detail }) => [id, state, detail])));
  const bad = shown.find(({ state }) => state === 'damaged') ?? shown.find(({ state }) => state === 'absent');
  if (bad !== undefined) throw new ModelError(bad.state === 'damaged' ? 'WRONG_HASH' : 'MISSING', { model: bad.id, detail: bad.detail });
}
