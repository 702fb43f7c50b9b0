import { access } from 'node:fs/promises';
import { cardFor } from '../../extractors/models/card-for.ts';
import type { ModelCard } from '../../extractors/models/card.ts';
import { readBuiltModel } from '../../extractors/models/read-built-model.ts';
import { MODELS } from '../../extractors/models/registry.ts';
import type { ModelStore } from '../../extractors/models/store/open-model-store.ts';

/** An ONNX file that a user named. */
export interface NamedModel {
  /** As the user called it. */
  readonly name: string;
  readonly path: string;
  /** What is known of it: of a model of the registry, as the user said, or as the file says. */
  readonly card?: ModelCard;
}

/**
 * Resolves with the model called `name`: a file, or a model of the registry that is on this machine.
 *
 * @param as the registry's model that a file is
 * @throws ModelError UNKNOWN, MISSING, WRONG_HASH
 */
export async function findModelFile(name: string, store: Pick<ModelStore, 'find'>, as?: string): Promise<NamedModel> {
  const card = as === undefined ? undefined : cardFor(as);
  const isFile = await access(name).then(() => true, () => false);
  const isMeant = isFile || (!Object.hasOwn(MODELS, name) && /[./\\]/.test(name));
  if (isMeant) return { name, path: name, ...(card === undefined ? await cardIn(name) : { card }) };
  const model = await store.find(name);
  return { name, path: model.path, card: card ?? model.card };
}

/** The card in a file that `affekt models build encoder` made; what is no such file has none here, and its fault is told when it is read. */
async function cardIn(path: string): Promise<Pick<NamedModel, 'card'>> {
  return readBuiltModel(path).then(({ card }) => ({ card }), () => ({}));
}
