import type { ModelCard, ModelTask } from '../../../extractors/models/card.ts';
import { MODELS } from '../../../extractors/models/registry.ts';
import type { ModelState, ModelStore } from '../../../extractors/models/store/open-model-store.ts';
import type { ModelsContext } from './models-context.ts';
import { toSize } from '../show/to-size.ts';
import { toTable } from '../show/to-table.ts';

/** Options of `affekt models list`. */
export interface ListOptions {
  readonly json?: boolean;
  readonly task?: ModelTask;
  readonly commercialSafe?: boolean;
}

interface Row extends ModelCard {
  readonly id: string;
  readonly state: ModelState;
}

const HEAD = ['ID', 'TASK', 'SIZE', 'STATE', 'COMMERCIAL', 'LICENCE'];

/** Writes the models that affekt knows, each with its task, size, state on this machine and licence. */
export async function listModels({ json, task, commercialSafe }: ListOptions, { store, stdout, stderr }: ModelsContext): Promise<void> {
  const opened = await store({ mirrors: [], offline: true });
  const rows = (await readRows(opened)).filter((row) => (task === undefined || row.task === task) && (commercialSafe !== true || row.licence.commercial === 'yes'));
  if (json === true) {
    stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  stdout.write(toTable([HEAD, ...rows.map((row) => [row.id, row.task, sizeOf(row), row.state, row.licence.commercial, row.licence.weights])]));
  stderr.write(`Models are kept in ${opened.folder}. Licences are as their sources state them; what a model was trained on can narrow them.\n`);
}

function readRows(store: ModelStore): Promise<Row[]> {
  return Promise.all(Object.entries<ModelCard>(MODELS).map(async ([id, card]) => ({ id, ...card, state: await store.state(id) })));
}

function sizeOf({ file }: ModelCard): string {
  return 'mirrorPath' in file ? toSize(file.bytes) : '–';
}
