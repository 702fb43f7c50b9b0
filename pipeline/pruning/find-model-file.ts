import { access } from 'node:fs/promises';
import { cardFor } from '../../extractors/models/card-for.ts';
import type { ModelCard } from '../../extractors/models/card.ts';
import { MODELS } from '../../extractors/models/registry.ts';
import type { ModelStore } from '../../extractors/models/store/open-model-store.ts';

/** An ONNX file that a user named. */
export interface NamedModel {
  /** As the user called it. */
  readonly name: string;
  readonly path: string;
  /** What is known of it: of a model of the registry, or as the user said. */
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
  if (isFile || (!Object.hasOwn(MODELS, name) && /[./\\]/.test(name))) return { name, path: name, ...(card && { card }) };
  const model = await store.find(name);
  return { name, path: model.path, card: card ?? model.card };
}
