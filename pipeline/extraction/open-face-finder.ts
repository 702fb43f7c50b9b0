import { openModel } from '../../extractors/models/open-model.ts';
import type { ModelStore } from '../../extractors/models/store/open-model-store.ts';
import { openDetector } from '../../extractors/visual/detect/open-detector.ts';
import { openFaceMesh } from '../../extractors/visual/landmarks/face-mesh.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { AUTO_MODELS } from '../auto-models.ts';
import type { FaceFinder } from './picture-set.ts';

/**
 * Resolves with what finds faces: the best nets on this machine.
 *
 * @throws ModelError when one does not load
 */
export async function openFaceFinder({ store, runtime }: { readonly store: ModelStore; readonly runtime: Runtime }): Promise<FaceFinder & AsyncDisposable> {
  await using opened = new AsyncDisposableStack();
  const open = async (candidates: readonly string[]) => {
    const result = await openModel(await firstHere(candidates, store), { store, runtime });
    opened.use(result.session);
    return result;
  };
  const [found, looked] = [await open(AUTO_MODELS.detector), await open(AUTO_MODELS.mesh)];
  const sessions = opened.move();
  const named = ({ model: { id, sha256 } }: typeof found) => ({ id, sha256 });
  return { detector: openDetector(found), mesher: openFaceMesh(looked), provenance: { detector: named(found), mesh: named(looked) }, [Symbol.asyncDispose]: () => sessions.disposeAsync() };
}

/** The last one comes with affekt. */
async function firstHere(candidates: readonly string[], store: ModelStore): Promise<string> {
  for (const id of candidates.slice(0, -1)) if ((await store.state(id)) === 'here') return id;
  return candidates.at(-1)!;
}
